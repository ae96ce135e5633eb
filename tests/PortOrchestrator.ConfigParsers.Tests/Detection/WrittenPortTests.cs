using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

internal sealed class WrittenPortTests
{
    [TestCase("vite --port 4000 --host", 4000, "vite --port @ --host")]
    [TestCase("vite --port=4000", 4000, "vite --port=@")]
    [TestCase("storybook dev -p 6006", 6006, "storybook dev -p @")]
    [TestCase("puma -p3000", 3000, "puma -p@")]
    [TestCase("PORT=3001 next dev", 3001, "PORT=@ next dev")]
    [TestCase("uvicorn x --bind 0.0.0.0:8000", 8000, "uvicorn x --bind 0.0.0.0:@")]
    [TestCase("streamlit run x --server.port 8501", 8501, "streamlit run x --server.port @")]
    public void In_Number_IsFoundAndCanBeLeftOpen(string command, int port, string open)
    {
        var written = WrittenPort.In(command);

        Assert.That((written?.Number, written?.IsVariable), Is.EqualTo(((int?)port, (bool?)false)));
        Assert.That(written!.Open(command).Replace(Placeholder.Port, "@"), Is.EqualTo(open));
    }

    [TestCase("serve -p $PORT", null)]
    [TestCase("serve -p ${PORT:-5000}", 5000)]
    [TestCase("serve -p ${PORT}", null)]
    [TestCase("serve %PORT%", null)]
    public void In_Variable_IsToldApart(string command, int? port) =>
        Assert.That(WrittenPort.In(command) is { IsVariable: true } written && written.Number == port);

    [TestCase("serve --port 99999")]
    [TestCase("serve --report 4444")]
    [TestCase("serve")]
    [TestCase("echo $PORTAL")]
    public void In_NoPort_IsNone(string command) => Assert.That(WrittenPort.In(command), Is.Null);
}
