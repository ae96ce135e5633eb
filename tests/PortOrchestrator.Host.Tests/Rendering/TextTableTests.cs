using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Tests.Rendering;

internal sealed class TextTableTests
{
    [Test]
    public void Write_CellOfSeveralLines_StaysOneRow()
    {
        var table = new TextTable("SERVICE", "CHECK");
        table.Add("db", "docker inspect db \\\r\n  | grep healthy\n");
        using var writer = new StringWriter();

        table.Write(writer, int.MaxValue, new Style(false));

        Assert.That(writer.ToString(), Is.EqualTo("SERVICE  CHECK\ndb       docker inspect db \\ | grep healthy\n"));
    }
}
