using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Tests.Expansion;

internal sealed class EnvironmentExpansionTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["A"] = "hello",
        ["B"] = "wörld",
        ["C"] = "LOUD",
        ["E"] = "",
        ["P"] = "/usr/share/a.tar.gz",
        ["A_1"] = "u",
        ["Lines"] = "1\n2",
    };

    [TestCase("${A}|${U}|${A}${B}|$A|$(x)|$|a$", "hello||hellowörld|$A|$(x)|$|a$")]
    [TestCase("$$A|$${A}|$$${A}|$$$$", "$A|${A}|$hello|$$")]
    [TestCase("${U:-d}|${A:-d}|${U:=d}|${A:=d}|${U=d}|${A=d}|${E:-d}", "d|hello|d|hello|d|hello|d")]
    [TestCase("${U:-${A}}|${U:-x${A}y${B}z}|${U:-${V:-deep}}|${U:-}", "hello|xhelloywörldz|deep|")]
    [TestCase("${U:-$$x}|${U:-$x}|${U:- }|${U:-a b:c/d}", "$x|$x| |a b:c/d")]
    [TestCase("${U:-a\nb}", "a\nb")]
    [TestCase("${U:?m}|${A:?m}|${U:+x}|${A:+x}", "m|hello|x|hello")]
    [TestCase("${#A}|${#B}|${#U}", "5|5|0")]
    [TestCase("${A^}|${A^^}|${C,}|${C,,}|${U^}|${E,,}|${B^^}", "Hello|HELLO|lOUD|loud|||WÖRLD")]
    [TestCase("${A:1}|${A:1:2}|${A:0:3}|${A:9}|${A:2:99}|${A:0:0}|${A: -2}|${A:1:-1}|${B:1:1}", "ello|el|hel||llo||lo|ell|ö")]
    [TestCase("${A:x}|${A:1:x}|${A:99999999999999999999}", "hello|hello|hello")]
    [TestCase("${P#*/}|${P##*/}|${P%/*}|${P%%/*}", "usr/share/a.tar.gz|a.tar.gz|/usr/share|")]
    [TestCase("${P#/usr}|${P%.gz}|${P%.*}|${P%%.*}|${P#nope}|${P%nope}", "/share/a.tar.gz|/usr/share/a.tar|/usr/share/a.tar|/usr/share/a|/usr/share/a.tar.gz|/usr/share/a.tar.gz")]
    [TestCase("${P#/u?r}|${P#/[a-z]sr}|${P#/[^a]sr}|${A%l[!x]}|${A%[}|${A#\\h}", "/share/a.tar.gz|/share/a.tar.gz|/share/a.tar.gz|hel|hello|ello")]
    [TestCase("${P/usr/opt}|${P//a/A}|${P/#\\/usr/X}|${P/%gz/xz}|${P/nope/x}|${P//nope/x}", "/opt/share/a.tar.gz|/usr/shAre/A.tAr.gz|X/share/a.tar.gz|/usr/share/a.tar.xz|/usr/share/a.tar.gz|/usr/share/a.tar.gz")]
    [TestCase("${P/a/}|${P//a/}|${A/l}|${P/usr/${B}}|${P//\\//_}|${A/#he/}", "/usr/shre/a.tar.gz|/usr/shre/.tr.gz|helo|/wörld/share/a.tar.gz|_usr_share_a.tar.gz|llo")]
    [TestCase("# ${A} and $$x", "# hello and $x")]
    [TestCase("a\\\\b c\\/d \\\\server\\share ${A}", "a\\\\b c\\/d \\\\server\\share hello")]
    [TestCase("awk '{print $1}' $(echo) {{.X}} ${A}}", "awk '{print $1}' $(echo) {{.X}} hello}")]
    [TestCase("${A_1}${_}${1}", "u")]
    public void Expand_Reference_GivesItsValue(string text, string expected)
    {
        var result = EnvironmentExpansion.Expand(text, Values.GetValueOrDefault);

        Assert.That(result.Error, Is.Null);
        Assert.That(result.Text, Is.EqualTo(expected));
    }

    [TestCase("a: ${U-d}", 6)]
    [TestCase("${arr[@]}", 5)]
    [TestCase("${A B}", 3)]
    [TestCase("x ${A", 5)]
    [TestCase("${}", 2)]
    [TestCase("${{ x }}", 2)]
    [TestCase("${#}", 3)]
    [TestCase("${#A", 4)]
    [TestCase("${A:-x", 6)]
    [TestCase("${U:-${V", 8)]
    [TestCase("${A:}", 4)]
    [TestCase("${A//}", 5)]
    [TestCase("${A^^^}", 5)]
    public void Expand_BadReference_TellsTheCharacter(string text, int offset)
    {
        var result = EnvironmentExpansion.Expand(text, Values.GetValueOrDefault);

        Assert.That(result.Text, Is.Null);
        Assert.That(result.Error!.Offset, Is.EqualTo(offset));
    }

    [Test]
    public void Expand_SeveralBadReferences_TellsThemAll() => Assert.That(
        EnvironmentExpansion.Expand("${A[}\n${A}\nx ${", Values.GetValueOrDefault).Errors.Select(e => e.Offset), Is.EqualTo(new[] { 3, 15 }));

    [TestCase("# echo ${arr[@]} ${A}\nx: ${A}", "# echo ${arr[@]} hello\nx: hello")]
    [TestCase("  # ${A:-open\nx: ${A}\n", "  # ${A:-open\nx: hello\n")]
    [TestCase("# ${\nx: }", "# ${\nx: }")]
    public void Expand_BadReferenceInAComment_IsLeftWithAWarning(string text, string expected)
    {
        var result = EnvironmentExpansion.Expand(text, Values.GetValueOrDefault);

        Assert.That((result.Error, result.Text), Is.EqualTo(((ExpansionError?)null, expected)));
        Assert.That(result.Warnings, Has.Count.EqualTo(1));
    }

    [TestCase("a ${A:?no} ${B:+yes}", 2)]
    [TestCase("# ${A:?no}", 0)]
    public void Expand_FormThatIsNoDefaultInAShell_IsWarnedOf(string text, int warnings) =>
        Assert.That(EnvironmentExpansion.Expand(text, Values.GetValueOrDefault).Warnings, Has.Count.EqualTo(warnings));

    [Test]
    public void OriginalOffset_OfEveryCharacter_LeadsBack()
    {
        const string text = "a: ${Lines} b\nc: $$x ${U:-lit}\nd: ${A^} e";
        var result = EnvironmentExpansion.Expand(text, Values.GetValueOrDefault);

        Assert.That(result.Text, Is.EqualTo("a: 1\n2 b\nc: $x lit\nd: Hello e"));
        foreach (var marker in new[] { "a:", " b", "c:", "x ", "lit", "d:", " e" })
        {
            Assert.That(result.OriginalOffset(result.Text!.IndexOf(marker, StringComparison.Ordinal)), Is.EqualTo(text.IndexOf(marker, StringComparison.Ordinal)), marker);
        }

        Assert.That(result.OriginalOffset(5), Is.EqualTo(text.IndexOf("${Lines", StringComparison.Ordinal)));
        Assert.That(result.OriginalOffset(result.Text!.Length), Is.EqualTo(text.Length));
    }

    [Test]
    public void Expand_TextWithoutReference_IsTheSameText()
    {
        const string text = "plain";

        Assert.That(EnvironmentExpansion.Expand(text, _ => null).Text, Is.SameAs(text));
    }

    [TestCase("${X#*a*a*a*a*a*a*b}")]
    [TestCase("${X//a/${X}${X}${X}}")]
    [TestCase("${X}${X}")]
    [TestCase("${U:-")]
    [TestCase("${U:-}${A#?}")]
    [CancelAfter(20_000)]
    public void Expand_HostileText_EndsSoon(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 60_000));
        var big = new string('a', 100_000);
        var started = TimeProvider.System.GetTimestamp();

        var result = EnvironmentExpansion.Expand(text, name => name == "X" ? big : null);

        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(5)));
        if (piece.Contains('X', StringComparison.Ordinal)) Assert.That(result.Error!.Message, Does.Contain("too large"));
    }
}
