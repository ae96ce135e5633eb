using System.Globalization;
using System.Text;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>shutdown</c>.</summary>
internal sealed class ShutdownReader(DiagnosticBag diagnostics, bool isStrict)
{
    private const int Undefined = 0;

    public ShutdownDefinition Read(Fields process)
    {
        var standard = new ShutdownDefinition();
        if (process.Map("shutdown") is not { } map) return standard;
        var fields = new Fields(map);
        var signal = SignalNumbers.NameOf(fields.Whole("signal") ?? 15);
        if (signal is null)
        {
            diagnostics.Warning(
                DiagnosticCodes.NumberCut,
                fields.PlaceOf("signal"),
                $"'signal' must be 1 to 31, not {fields.Scalar("signal")!.Display}; SIGTERM (15) is sent, as in process-compose");
        }

        CheckKeys(process, fields);
        return standard with
        {
            Signal = signal ?? standard.Signal,
            Command = fields.Text("command") is { } command ? CommandLine.Shell(command) : null,
            ParentOnly = fields.Flag("parent_only") ?? false,
            SendKeys = fields.Text("send_keys") is { } keys ? Unescape(keys) : null,
            Timeout = new WholeNumbers(diagnostics, fields).Read("timeout_seconds", 1, Undefined) is > Undefined and var seconds ? TimeSpan.FromSeconds(seconds) : standard.Timeout,
        };
    }

    /// <summary>The text that an escaped one stands for; an escape that is not known stays as it is.</summary>
    public static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == 'x' && i + 3 < text.Length && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i += 3;
            }
            else if (Escape(text[i + 1]) is { } meant)
            {
                result.Append(meant);
                i++;
            }
            else
            {
                result.Append('\\');
            }
        }

        return result.ToString();
    }

    private static char? Escape(char letter) => letter switch
    {
        '\\' => '\\',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'f' => '\f',
        'v' => '\v',
        'a' => '\a',
        'e' => '\u001B',
        '0' => '\0',
        _ => null,
    };

    private void CheckKeys(Fields process, Fields shutdown)
    {
        if (!shutdown.Has("send_keys") || process.Flag("is_tty") == true || process.Flag("is_interactive") == true) return;
        diagnostics.Add(
            isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            DiagnosticCodes.LeftOut,
            shutdown.PlaceOf("send_keys"),
            "'send_keys' types into a terminal, which this process does not have",
            "add is_tty: true, or write a 'command' or 'signal'");
    }
}
