using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace PortOrchestrator.Supervision.Tests.Logs;

/// <summary>Kills whoever keeps a log again and again, at any step of archiving, rotating and compressing, while its service goes on writing.</summary>
[CancelAfter(240_000)]
[Platform("Linux")]
public sealed class LogCrashTests
{
    /// <summary>How often, unless this variable says otherwise.</summary>
    private const string Rounds = "PORTORCH_LOG_CRASH_ROUNDS";

    private const int StandardRounds = 25;
    private const int LinesPerBurst = 2_000;

    private LogFolder _folder = null!;
    private string _file = "";

    [SetUp]
    public void CreateFolder()
    {
        _folder = new LogFolder();
        _file = Path.Combine(_folder.Path, "elsewhere", "web.json");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public async Task Kill_AtRandomMoments_NoLineIsLostOrDoubledInTheLogAndInTheFile()
    {
        var random = new Random(20261);
        var rounds = Environment.GetEnvironmentVariable(Rounds) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : StandardRounds;
        using var service = StartService();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                using var keeper = StartKeeper();
                Assert.That(await keeper.StandardOutput.ReadLineAsync(), Is.EqualTo("keeping"));
                await Task.Delay(random.Next(250));
                keeper.Kill();
                await keeper.WaitForExitAsync();
            }
        }
        finally
        {
            // Its standard input is what it waits for.
            service.StandardInput.Close();
            await service.WaitForExitAsync();
        }

        using (var last = StartKeeper())
        {
            await last.StandardOutput.ReadLineAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (_folder.Archives().Length < 3) await Task.Delay(20, limit.Token);
            last.StandardInput.Close();
            await last.WaitForExitAsync();
            Assert.That(last.ExitCode, Is.Zero);
        }

        var lines = await _folder.ReadAsync();
        Assert.That(lines, Has.Length.GreaterThan(LinesPerBurst * 10).And.EqualTo(Enumerable.Range(0, lines.Length).Select(i => $"line {i}")));
        Assert.That(_folder.Archives(), Has.Length.GreaterThan(1));
        Assert.That(Messages(), Is.EqualTo(lines));
        Assert.That(BackupsInOrder(), Is.Not.Empty);
    }

    // A burst, then a pause, until its input ends; it would not notice if nobody kept its log.
    private Process StartService()
    {
        const string script = """
            i=0
            while :; do
              end=$((i + BURST))
              while [ $i -lt $end ]; do echo "line $i"; i=$((i + 1)); done
              read -t 0.02 x; [ $? -eq 1 ] && exit 0
            done
            """;
        var start = new ProcessStartInfo("bash", ["-c", $"exec >> '{_folder.Log}'\n" + script.Replace("BURST", LinesPerBurst.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)])
        {
            RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    private Process StartKeeper() => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "loghost"), [_folder.Log, _file])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private string[] BackupsInOrder() =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(_file)!, "web-*")
            .Where(f => !f.EndsWith(".part", StringComparison.Ordinal))
            // Compressed and not yet deleted.
            .Where(f => !File.Exists(f + ".gz"))
            .Order(StringComparer.Ordinal),
    ];

    private IEnumerable<string> Messages()
    {
        foreach (var path in BackupsInOrder().Append(_file))
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                using var document = JsonDocument.Parse(line);
                yield return document.RootElement.GetProperty("message").GetString()!;
            }
        }
    }
}
