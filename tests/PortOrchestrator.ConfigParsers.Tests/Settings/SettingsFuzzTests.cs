using System.Text;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Settings;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.Settings;

internal sealed class SettingsFuzzTests
{
    private const string Original = """
        { "$schema": "s", "port_pool": "20000-28999", // all
          "port_ranges": { "shop": "21000-21099", "/srv/site": "21100-21199", "0123456789ab": "40000-40099" },
          "projects": [ { "path": "~/src/*" } ], "session": { "grace": 5 }, "api": {}, "ui": { "theme": "dark" }, "trusted_roots": ["/srv"] }
        """;

    [Test]
    [CancelAfter(60_000)]
    public void Parse_MutatedFiles_NeverThrowsAndAlwaysTellsThePlace([Values(1, 2, 3, 4)] int seed)
    {
        var random = new Random(seed);
        var reader = new SettingsReader(null, () => new PortRange(32768, 60999));
        var file = Path.Combine(Path.GetTempPath(), "settings.json");
        var broken = 0;
        for (var i = 0; i < 1000; i++)
        {
            var bytes = Mutate(random, Encoding.UTF8.GetBytes(Original));
            var diagnostics = new DiagnosticBag();

            var settings = reader.Parse(file, bytes, diagnostics);

            if (diagnostics.HasErrors) broken++;
            else Assert.That(settings, Is.Not.Null, Encoding.UTF8.GetString(bytes));
            Assert.That(diagnostics.InOrderOf([file]).All(d => d.Location is { Line: >= 1, Column: >= 1 }), Is.True, Encoding.UTF8.GetString(bytes));
        }

        Assert.That(broken, Is.InRange(100, 999), "the mutations must give both valid and invalid files");
    }

    private static byte[] Mutate(Random random, byte[] bytes)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var (a, b) = (random.Next(bytes.Length), random.Next(bytes.Length));
            switch (random.Next(8))
            {
                case 0: bytes[a] = (byte)random.Next(256); break;
                case 1: (bytes[a], bytes[b]) = (bytes[b], bytes[a]); break;
                case 2: bytes = [.. bytes[..Math.Min(a, b)], .. bytes[Math.Max(a, b)..]]; break;
                case 3: bytes = bytes[..Math.Max(1, a)]; break;
                default: bytes[a] = bytes[a] is >= (byte)'0' and <= (byte)'9' ? (byte)random.Next('0', '9' + 1) : bytes[a]; break;
            }
        }

        return bytes;
    }
}
