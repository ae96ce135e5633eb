using System.Text;
using PortOrchestrator.Client;

namespace PortOrchestrator.Tests.Client;

public sealed class UntakenBytesTests
{
    [TestCase(0, "one|two|three")]
    [TestCase(2, "e|two|three")]
    [TestCase(3, "two|three")]
    [TestCase(7, "hree")]
    [TestCase(11, "")]
    [TestCase(99, "")]
    public void Forget_SoMany_LeavesTheRestInOrder(int count, string left)
    {
        var untaken = new UntakenBytes();
        foreach (var word in new[] { "one", "two", "three" }) untaken.Add(Encoding.ASCII.GetBytes(word));

        untaken.Forget(count);

        Assert.That(Words(untaken), Is.EqualTo(left));
    }

    [Test]
    public void Forget_InSteps_CountsAllThatWasEverTyped()
    {
        var untaken = new UntakenBytes();
        untaken.Add("one"u8.ToArray());
        untaken.Forget(3);
        untaken.Add("two"u8.ToArray());
        untaken.Forget(4);
        untaken.Forget(2);

        Assert.That(Words(untaken), Is.EqualTo("wo"));
    }

    [Test]
    public void Add_BufferIsUsedAgain_KeepsWhatItWas()
    {
        var untaken = new UntakenBytes();
        var buffer = "one"u8.ToArray();
        untaken.Add(buffer);
        buffer[0] = 0;

        Assert.That(Words(untaken), Is.EqualTo("one"));
    }

    private static string Words(UntakenBytes untaken) => string.Join('|', untaken.ToList().Select(b => Encoding.ASCII.GetString(b.Span)));
}
