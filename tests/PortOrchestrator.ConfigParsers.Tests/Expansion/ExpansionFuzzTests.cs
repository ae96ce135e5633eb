using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Tests.Expansion;

internal sealed class ExpansionFuzzTests
{
    [Test]
    [CancelAfter(900_000)]
    public void Expand_MadeUpTexts_AlwaysEndInTextOrErrors(CancellationToken cancellationToken)
    {
        var expanded = 0;
        FuzzRun.Try(MakeReferences, Check, cancellationToken);
        Assert.That(expanded, Is.GreaterThan(FuzzRun.Inputs / 20), "too few of the texts are valid to test the values");

        void Check(string text)
        {
            var result = EnvironmentExpansion.Expand(text, Value);
            Assert.That(result.Errors.Concat(result.Warnings).Select(e => e.Offset), Is.All.InRange(0, text.Length));
            Assert.That(result.Text is null, Is.EqualTo(result.Errors.Count > 0));
            if (result.Text is null) return;
            expanded++;
            var (original, end) = (0, 0);
            foreach (var segment in result.Segments)
            {
                Assert.That(segment.OriginalOffset, Is.GreaterThanOrEqualTo(original));
                Assert.That(segment.ExpandedOffset, Is.GreaterThanOrEqualTo(end));
                Assert.That(
                    result.Text.AsSpan(segment.ExpandedOffset, segment.Length).SequenceEqual(text.AsSpan(segment.OriginalOffset, segment.Length)), Is.True);
                Assert.That(result.OriginalOffset(segment.ExpandedOffset), Is.EqualTo(segment.OriginalOffset));
                (original, end) = (segment.OriginalOffset + segment.Length, segment.ExpandedOffset + segment.Length);
            }
        }
    }

    [Test]
    [CancelAfter(900_000)]
    public void Parse_MadeUpEnvironmentFiles_GiveEveryLineAnEntryOrAnError(CancellationToken cancellationToken) => FuzzRun.Try(
        MakeFile,
        text =>
        {
            foreach (var result in new[] { DotEnvFile.Parse(text, Value), DotEnvFile.ParseLiteral(text) })
            {
                var lines = text.Count(c => c == '\n') + 1;
                Assert.That(result.Entries.Select(e => e.Line).Concat(result.Errors.Select(e => e.Line)), Is.All.InRange(1, lines));
                Assert.That(result.Entries.Select(e => e.Line), Is.Ordered);
                Assert.That(result.Entries.Select(e => e.Key), Is.All.Not.Empty);
            }
        },
        cancellationToken);

    [Test]
    [CancelAfter(900_000)]
    public void TryParse_MadeUpDurations_AreReadOrRefused(CancellationToken cancellationToken) => FuzzRun.Try(
        random =>
        {
            var text = new FuzzText(random).Add("", "", "-", "+");
            for (var n = random.Next(5); n > 0; n--) text.Add("1", "0", "59", ".5", "1.25", "9223372036854775807", "0.00000000000000000001").Add("h", "m", "s", "ms", "us", "\u00B5s", "ns", "", "d");
            return text.Finish("0123456789.hmsnu+- ");
        },
        text => Assert.That(GoDuration.TryParse(text, out _, out var problem), Is.EqualTo(problem is null)),
        cancellationToken);

    private static string? Value(string name) => name switch
    {
        "A" => "hello/world.tar.gz",
        "B" => "wörld\n\U0001F600x",
        "LONG" => new string('a', 5_000),
        _ => null,
    };

    private static string MakeReferences(Random random)
    {
        var text = new FuzzText(random);
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            text.Add("key: ", "# comment ", "\n", "  - \"", "$$", "$HOME ", "\\", "{{.X}}", "");
            AddReference(text, 0);
        }

        return text.Finish("${}:-=?+#%/^,*[]\\ \n1Aé");
    }

    private static void AddReference(FuzzText text, int depth)
    {
        text.Add("${").Add("A", "B", "U", "LONG", "A_1", "").Add(
            "", ":-", ":=", "=", ":?", ":+", "-", ":", ":1:", ":-1:2", "#", "##", "%", "%%", "/", "//", "/#", "/%", "^", "^^", ",", ",,", "[@]");
        for (var n = text.Next(3); n > 0; n--)
        {
            text.Add("a", "*", "?", "[a-z]", "[^a", "/", "1", "2", " ", "\\/", "\n", "$$", "*a*a*a*a*b", "é");
            if (depth < 5 && text.Chance(0.2)) AddReference(text, depth + 1);
        }

        text.Add("}", "}", "}", "}", "");
    }

    private static string MakeFile(Random random)
    {
        var text = new FuzzText(random).Add("", "", "\uFEFF");
        for (var n = random.Next(1, 10); n > 0; n--)
        {
            text.Add("", "", "export ", "  ", "# ", "\t").Add("A", "B.c", "KEY_1", "9", "", "é").Add("=", "=", " = ", ": ", "").Add(
                "1", "'s $A'", "\"d ${A} \\n\\\"\"", "\"two\nlines\"", "'open", "x # c", "#fff", "$A${B}$", "\\$A", "${", "a\\", "").Add("\n", "\n", "\r\n", " # c\n", "x\n", "");
        }

        return text.Finish("=:'\"\\$# \r\n{}Aa");
    }
}
