using System.Text;
using PortOrchestrator.ConfigParsers.Detection;
using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Detection.Tables;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

/// <summary>No content of any recognised file ends in an exception, and what is made of it can always be read.</summary>
[CancelAfter(300_000)]
internal sealed class DetectionFuzzTests : ConfigurationFixture
{
    private const string Alphabet = "{}[]:,\"'#$/\\-.*&|\n\t abcdef0123456789=\u0001\u00e9";

    private static readonly string[] Seeds = [.. SampleTrees.All.SelectMany(t => t.Files.Values).Distinct()];

    private static int Rounds => Math.Max(10, FuzzRun.Inputs / 40);

    [Test]
    public void Parse_RandomBytes_NeverThrows()
    {
        foreach (var (kind, index) in RecognisedFiles.All.Select((k, i) => (k, i)))
        {
            for (var seed = 0; seed < Rounds; seed++)
            {
                var random = new Random((index * 10_000) + seed);
                var bytes = new byte[random.Next(1, 400)];
                random.NextBytes(bytes);
                Assert.That(() => FactReader.Parse(NameOf(kind), bytes, kind), Throws.Nothing, $"{kind.Name}, seed {seed}");
            }
        }
    }

    [Test]
    public async Task DetectAsync_DamagedTrees_AreWrittenSoThatTheyCanBeRead()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var root = Temp.Folder($"checkout-{seed}");
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                var kind = RecognisedFiles.All[random.Next(RecognisedFiles.All.Count)];
                Temp.Write(Path.Combine(root, random.Next(2) == 0 ? "" : "sub", NameOf(kind)), Content(random, kind));
            }

            var found = await new ProjectDetector().DetectAsync(root);
            foreach (var syntax in Enum.GetValues<ConfigurationSyntax>())
            {
                var text = InitialConfiguration.Write(found, syntax);
                var read = await ReadAsync(text, InitialConfiguration.FileName(syntax));
                Assert.That(read.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty, $"seed {seed}:\n{text}");
            }
        }
    }

    // The content of a sample of this name, or of any other, damaged.
    private static string Content(Random random, RecognisedFile kind)
    {
        var own = SampleTrees.All.SelectMany(t => t.Files).Where(f => kind.IsMatch(Path.GetDirectoryName(f.Key)!.Replace('\\', '/'), Path.GetFileName(f.Key))).Select(f => f.Value).ToList();
        var seed = own.Count > 0 && random.Next(4) > 0 ? own[random.Next(own.Count)] : Seeds[random.Next(Seeds.Length)];
        var text = new StringBuilder(seed);
        for (var n = random.Next(4); n > 0 && text.Length > 0; n--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
            else text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
        }

        return text.ToString();
    }

    private static string NameOf(RecognisedFile kind) => kind.Name.Replace("*", "x", StringComparison.Ordinal);
}
