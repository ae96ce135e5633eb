using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.ConfigParsers.Tests.Watching;

[Parallelizable(ParallelScope.All)]
internal sealed class PathPatternTests
{
    private static readonly string[] Pieces = ["a", "b", "ab", "*", "**", "?", "/", "/", "[ab]", "[^a]", "{a,b}", "{a/b,**}", ".", "\\*"];

    private static readonly string[] Paths =
        [.. from depth in Enumerable.Range(1, 3) from text in Combine(["a", "b", "ab", "*", "a.b"], depth) select text];

    // A name without a slash is looked for at any depth.
    [TestCase("*.js", "a.js", true)]
    [TestCase("*.js", "src/deep/a.js", true)]
    [TestCase("*.js", "a.jsx", false)]
    [TestCase("app.js", "src/app.js", true)]
    [TestCase("app.js", "src/my-app.js", false)]
    [TestCase(".*", ".env", true)]
    [TestCase("*", ".env", true)]
    // A slash ties it to the folder, wherever the slash is.
    [TestCase("/*.js", "a.js", true)]
    [TestCase("/*.js", "src/a.js", false)]
    [TestCase("./a.js", "a.js", true)]
    [TestCase("./a.js", "src/a.js", false)]
    [TestCase("src/*.js", "src/a.js", true)]
    [TestCase("src/*.js", "src/deep/a.js", false)]
    [TestCase("src/*.js", "x/src/a.js", false)]
    [TestCase("src/", "src", true)]
    [TestCase("src/", "x/src", true)]
    // Any number of folders, also none.
    [TestCase("**", "a", true)]
    [TestCase("**", "a/b/c", true)]
    [TestCase("**/a.js", "a.js", true)]
    [TestCase("**/a.js", "x/y/a.js", true)]
    [TestCase("src/**", "src", true)]
    [TestCase("src/**", "src/x/y", true)]
    [TestCase("src/**", "srcs/x", false)]
    [TestCase("src/**/test/*.go", "src/test/a.go", true)]
    [TestCase("src/**/test/*.go", "src/x/y/test/a.go", true)]
    [TestCase("src/**/test/*.go", "src/x/test/y/a.go", false)]
    [TestCase("a/**/b/**/c", "a/b/b/x/b/c", true)]
    [TestCase("a/**/b/**/c", "a/x/c", false)]
    [TestCase("a**b/c", "axxb/c", true)]
    [TestCase("a**b/c", "ax/xb/c", false)]
    // Inside a name.
    [TestCase("?.go", "a.go", true)]
    [TestCase("?.go", ".go", false)]
    [TestCase("[a-c]x", "bx", true)]
    [TestCase("[^a-c]x", "bx", false)]
    [TestCase("[!a-c]x", "dx", true)]
    [TestCase("[]a]x", "]x", true)]
    [TestCase("\\*.go", "*.go", true)]
    [TestCase("\\*.go", "a.go", false)]
    [TestCase("pages/\\[id\\].tsx", "pages/[id].tsx", true)]
    // Either of several texts.
    [TestCase("*.{ts,tsx}", "src/a.tsx", true)]
    [TestCase("*.{ts,tsx}", "src/a.tsy", false)]
    [TestCase("{src,lib/**}/*.c", "src/a.c", true)]
    [TestCase("{src,lib/**}/*.c", "lib/x/a.c", true)]
    [TestCase("{src,lib/**}/*.c", "x/a.c", false)]
    [TestCase("a{,b{1,2}}.c", "a.c", true)]
    [TestCase("a{,b{1,2}}.c", "ab2.c", true)]
    [TestCase("a{,b{1,2}}.c", "ab.c", false)]
    [TestCase("[{]a", "{a", true)]
    [TestCase("\\{a,b\\}", "{a,b}", true)]
    [TestCase("Ä*", "Äpfel", true)]
    public void IsMatch_Pattern_MeansWhatItSays(string text, string path, bool expected)
    {
        Assert.That(PathPattern.TryParse(text, out var pattern, out var problem), Is.True, problem);

        Assert.That(pattern!.IsMatch(path), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("a//b")]
    [TestCase("../a")]
    [TestCase("a/./b")]
    [TestCase("[a")]
    [TestCase("a\\")]
    [TestCase("{a,b")]
    [TestCase("a}")]
    [TestCase("{a,}/..")]
    public void TryParse_NoPattern_SaysWhy(string text)
    {
        Assert.That(PathPattern.TryParse(text, out var pattern, out var problem), Is.False);

        Assert.That(pattern, Is.Null);
        Assert.That(problem, Is.Not.Empty);
    }

    [Test]
    public void TryParse_MoreAlternativesThanAnybodyMeans_IsRefused()
    {
        var text = string.Concat(Enumerable.Repeat("{a,b}", 30));

        Assert.That(PathPattern.TryParse(text, out _, out var problem), Is.False);
        Assert.That(problem, Does.Contain("256"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void IsMatch_PatternThatCouldTryForEver_EndsAtOnce()
    {
        Assert.That(PathPattern.TryParse(string.Join('/', Enumerable.Repeat("**/a*a*a*", 40)) + "/b", out var pattern, out _), Is.True);
        var started = TimeProvider.System.GetTimestamp();

        Assert.That(pattern!.IsMatch(string.Join('/', Enumerable.Repeat(new string('a', 60), 60))), Is.False);

        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void IsMatch_MadeUpPatterns_AgreesWithTheNaiveMatcher()
    {
        var read = 0;
        for (var seed = 0; seed < FuzzRun.Inputs; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (!PathPattern.TryParse(text, out var pattern, out _)) continue;
            read++;
            foreach (var path in Paths) Assert.That(pattern.IsMatch(path), Is.EqualTo(NaiveMatcher.IsMatch(text, path)), $"seed {seed}: {text} on {path}");
        }

        Assert.That(read, Is.GreaterThan(FuzzRun.Inputs / 4));
    }

    [Test]
    [CancelAfter(600_000)]
    public void TryParse_MadeUpText_EndsAndNeverFails(CancellationToken cancellationToken) => FuzzRun.Try(
        random => string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => "{}[],*?/\\ab!^-."[random.Next(15)])),
        text =>
        {
            if (PathPattern.TryParse(text, out var pattern, out _)) pattern.IsMatch("a/b/ab/aab");
        },
        cancellationToken);

    private static string[] Combine(string[] names, int depth) =>
        depth == 1 ? names : [.. from first in names from rest in Combine(names, depth - 1) select $"{first}/{rest}"];
}
