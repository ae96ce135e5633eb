namespace PortOrchestrator.Tests.Resolution;

internal sealed class BaseEnvironmentTests
{
    [Test]
    public void From_Caller_LosesWhatBelongsToTheCallerAlone()
    {
        var caller = new Dictionary<string, string>
        {
            ["PATH"] = "/bin",
            ["EMPTY"] = "",
            ["PORT"] = "1",
            ["LISTEN_FDS"] = "3",
            ["INVOCATION_ID"] = "x",
            ["NOTIFY_SOCKET"] = "/s",
            ["PORTORCH_INSTANCE"] = "i",
            ["PORTORCHESTRATOR_HOME"] = "/h",
            ["WEB_PORT"] = "2",
            ["CLAUDECODE"] = "1",
        };

        Assert.That(BaseEnvironment.From(caller).Keys, Is.EquivalentTo(new[] { "PATH", "EMPTY", "WEB_PORT" }));
    }

    [Test]
    public void From_Nobody_IsThisProcess() =>
        Assert.That(BaseEnvironment.From(null)["PATH"], Is.EqualTo(Environment.GetEnvironmentVariable("PATH")));
}
