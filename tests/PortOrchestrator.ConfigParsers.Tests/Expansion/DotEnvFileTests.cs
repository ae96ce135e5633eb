using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Tests.Expansion;

internal sealed class DotEnvFileTests
{
    // What godotenv gives for these texts.
    [TestCase("A=1\nB=2", "A=1 B=2")]
    [TestCase("export A=1\nexport  B = 2", "A=1 B=2")]
    [TestCase("A: yaml\nB:two", "A=yaml B=two")]
    [TestCase("A=a:b\nB:c=d", "A=a:b B=c=d")]
    [TestCase("A==b\nB=a=b", "A==b B=a=b")]
    [TestCase("A='s $B ${B} \\n'", @"A=s $B ${B} \n")]
    [TestCase("B=x\nA=\"d $B ${B} \\n \\$B \\\" \\\\\"", "B=x A=d x x \n $B \" \\")]
    [TestCase("A=plain # comment\nB=a#b", "A=plain B=a#b")]
    [TestCase("A=#fff\nB= # nothing", "A=#fff B=")]
    [TestCase("A=\"q\" # c\nB='r' # c", "A=q B=r")]
    [TestCase("A='two\nlines'\nB=\"two\nlines\"\nC=1", "A=two\nlines B=two\nlines C=1")]
    [TestCase("# c\n\n  A = 1  \n", "A=1")]
    [TestCase("A=\nB=\"\"\nC=''", "A= B= C=")]
    [TestCase("A=1\r\nB='x\r\ny'\r\nC=2", "A=1 B=x\ny C=2")]
    [TestCase("\uFEFFA=1", "A=1")]
    [TestCase("A=a\\nb", @"A=a\nb")]
    [TestCase("X=1\nA=\\$X\nB=${X}y\nC=$\nD=$x", "X=1 A=$X B=1y C=$ D=$x")]
    [TestCase("A=$UNSET.\nB=${FROM_OUTSIDE}", "A=. B=outside")]
    [TestCase("A=${A}b\nA=${A}c", "A=b A=bc")]
    [TestCase("A='it''s'", "A=it", 1)]
    [TestCase("1A=x\nA.B=y\nA-B=z", "1A=x A.B=y A-B=z")]
    [TestCase("export=1\nexportA=2", "export=1 exportA=2")]
    [TestCase("A\nB=1", "B=1", 1)]
    [TestCase("A B=1\nC=2", "C=2", 1)]
    [TestCase("=1", "", 1)]
    [TestCase("A=1\nB=\"open\nC=3", "A=1 C=3", 2)]
    [TestCase("", "")]
    public void Parse_Text_GivesItsAssignments(string text, string expected, params int[] badLines)
    {
        var result = DotEnvFile.Parse(text, name => name == "FROM_OUTSIDE" ? "outside" : null);

        Assert.That(string.Join(' ', result.Entries.Select(e => $"{e.Key}={e.Value}")), Is.EqualTo(expected));
        Assert.That(result.Errors.Select(e => e.Line), Is.EqualTo(badLines));
    }

    [Test]
    public void Parse_ValueOverSeveralLines_CountsThem()
    {
        var result = DotEnvFile.Parse("A=1\n\n# c\nB='x\ny\nz'\nC=\"\r\n\"\r\nD=4\nbad");

        Assert.That(result.Entries.Select(e => (e.Key, e.Line)), Is.EqualTo(new[] { ("A", 1), ("B", 4), ("C", 7), ("D", 9) }));
        Assert.That(result.Errors.Single().Line, Is.EqualTo(10));
    }

    [TestCase("A=$HOME ${HOME}", "$HOME ${HOME}")]
    [TestCase("A=\"$HOME \\$HOME \\d \\t|\"", "$HOME $HOME \\d \t|")]
    [TestCase("A=pa$$word", "pa$$word")]
    public void ParseLiteral_Dollars_Stay(string text, string expected) =>
        Assert.That(DotEnvFile.ParseLiteral(text).Entries.Single().Value, Is.EqualTo(expected));
}
