using System.Globalization;

namespace PortOrchestrator.TestService;

internal sealed class Options
{
    public List<string> Listen { get; } = [];
    public List<string> Print { get; } = [];
    public string Bind { get; private set; } = "v4";
    public int Delay { get; private set; }
    public bool Http { get; private set; }
    public int Status { get; private set; } = 200;
    public int? UnhealthyAfter { get; private set; }
    public bool Silent { get; private set; }
    public bool Notify { get; private set; }
    public int Lines { get; private set; }
    public int LineLength { get; private set; }
    public bool LineByLine { get; private set; }
    public string? TimeFile { get; private set; }
    public bool AlternateError { get; private set; }
    public int? Tick { get; private set; }
    public int? Count { get; private set; }
    public int Binary { get; private set; }
    public string? PidFile { get; private set; }
    public int Spawn { get; private set; }
    public bool SpawnSetsid { get; private set; }
    public bool SpawnIgnoreTerm { get; private set; }
    public bool SpawnClearEnvironment { get; private set; }
    public bool Setsid { get; private set; }
    public int? ExitAfter { get; private set; }
    public int ExitCode { get; private set; }
    public int? CrashAfter { get; private set; }
    public bool IgnoreTerm { get; private set; }
    public int? TermDelay { get; private set; }
    public bool SpawnOnTerm { get; private set; }

    public static Options Parse(string[] args)
    {
        var o = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            switch (name)
            {
                case "--listen": o.Listen.Add(i + 1 < args.Length && !args[i + 1].StartsWith('-') ? args[++i] : "PORT"); break;
                case "--print": o.Print.Add(Text()); break;
                case "--bind": o.Bind = Text(); break;
                case "--delay": o.Delay = Number(); break;
                case "--http": o.Http = true; break;
                case "--status": o.Status = Number(); break;
                case "--unhealthy-after": o.UnhealthyAfter = Number(); break;
                case "--silent": o.Silent = true; break;
                case "--notify": o.Notify = true; break;
                case "--lines": o.Lines = Number(); break;
                case "--line-length": o.LineLength = Number(); break;
                case "--line-by-line": o.LineByLine = true; break;
                case "--time-file": o.TimeFile = Text(); break;
                case "--stderr": o.AlternateError = true; break;
                case "--tick": o.Tick = Number(); break;
                case "--count": o.Count = Number(); break;
                case "--binary": o.Binary = Number(); break;
                case "--pidfile": o.PidFile = Text(); break;
                case "--spawn": o.Spawn = Number(); break;
                case "--spawn-setsid": o.SpawnSetsid = true; break;
                case "--spawn-ignore-term": o.SpawnIgnoreTerm = true; break;
                case "--spawn-clear-env": o.SpawnClearEnvironment = true; break;
                case "--setsid": o.Setsid = true; break;
                case "--exit-after": o.ExitAfter = Number(); break;
                case "--exit-code": o.ExitCode = Number(); break;
                case "--crash-after": o.CrashAfter = Number(); break;
                case "--ignore-term": o.IgnoreTerm = true; break;
                case "--term-delay": o.TermDelay = Number(); break;
                case "--spawn-on-term": o.SpawnOnTerm = true; break;
                default: throw new FormatException($"unknown option '{name}'; --help lists them all.");
            }

            string Text() => ++i < args.Length ? args[i] : throw new FormatException($"{name} needs a value.");

            int Number() => int.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : throw new FormatException($"{name} needs a number, not '{args[i]}'.");
        }

        return o;
    }
}
