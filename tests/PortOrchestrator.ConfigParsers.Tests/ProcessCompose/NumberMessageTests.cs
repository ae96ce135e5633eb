using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>What is said of numbers and flags that are wrong.</summary>
internal sealed class NumberMessageTests : ProcessComposeFixture
{
    [TestCase("replicas: -5", "'replicas' must be a whole number from 0 to 1000, not -5")]
    [TestCase("replicas: 99999999999", "'replicas' must be a whole number from 0 to 1000, not 99999999999")]
    [TestCase("replicas: -99999999999", "'replicas' must be a whole number from 0 to 1000, not -99999999999")]
    [TestCase("replicas: many", "'replicas' must be a whole number, not \"many\"")]
    [TestCase("disabled: 1", "'disabled' must be true or false, not 1")]
    public async Task ReadAsync_ImpossibleValue_IsRefusedInTheWordsOfTheFile(string keys, string expected)
    {
        var found = (await ReadYamlAsync($"processes:\n  web:\n    command: x\n    {keys}\n")).Diagnostics.Single();

        Assert.That((found.Severity, found.Message), Is.EqualTo((DiagnosticSeverity.Error, expected)));
    }

    [TestCase("availability: {backoff_seconds: -1}", "'backoff_seconds' must be 1 to 31536000, not -1; 1 is used, as in process-compose")]
    [TestCase("availability: {max_restarts: -1}", "'max_restarts' must be 0 to 31536000, not -1; 0 is used, as in process-compose")]
    [TestCase("availability: {backoff_seconds: 99999999999}", "'backoff_seconds' must be 1 to 31536000, not 99999999999; 1 is used")]
    [TestCase("shutdown: {timeout_seconds: -1}", "'timeout_seconds' must be 1 to 31536000, not -1; 0 is used, as in process-compose")]
    [TestCase("shutdown: {signal: 32}", "'signal' must be 1 to 31, not 32; SIGTERM (15) is sent, as in process-compose")]
    [TestCase("schedule: {interval: 1m, max_concurrent: 0}", "'max_concurrent' must be 1 to 31536000, not 0; 1 is used, as in process-compose")]
    [TestCase("readiness_probe: {exec: {command: x}, period_seconds: 0}", "'period_seconds' must be 1 to 31536000, not 0; 10 is used, as in process-compose")]
    [TestCase("liveness_probe: {exec: {command: x}, initial_delay_seconds: -3}", "'initial_delay_seconds' must be 0 to 31536000, not -3; 0 is used, as in process-compose")]
    [TestCase("success_exit_codes: [300]", "an exit code is a whole number from 0 to 255, not 300")]
    public async Task ReadAsync_NumberOutOfItsRange_IsToldWithWhatIsUsed(string keys, string expected)
    {
        var found = (await ReadYamlAsync($"processes:\n  web:\n    command: x\n    {keys}\n")).Diagnostics.Single();

        Assert.That((found.Severity, found.Message, found.Location!.Line), Is.EqualTo((DiagnosticSeverity.Warning, expected, 4)));
    }

    [TestCase("shutdown: {timeout_seconds: 0}")]
    [TestCase("availability: {max_restarts: 0}")]
    [TestCase("readiness_probe: {exec: {command: x}, initial_delay_seconds: 0}")]
    public async Task ReadAsync_ZeroThatMeansSomething_IsFine(string keys) =>
        Assert.That((await ReadYamlAsync($"processes:\n  web:\n    command: x\n    {keys}\n")).Diagnostics, Is.Empty);

    [TestCase("replicas: '3'", true)]
    [TestCase("replicas: \"-3\"", true)]
    [TestCase("disabled: 'true'", true)]
    [TestCase("replicas: three", false)]
    [TestCase("disabled: ture", false)]
    [TestCase("disabled: enabled", false)]
    public async Task ReadAsync_TextForANumberOrFlag_IsToldOfQuotesOnlyWhenThereAreSome(string keys, bool isQuoted)
    {
        var found = (await ReadYamlAsync($"processes:\n  web:\n    command: x\n    {keys}\n")).Diagnostics.Single();

        Assert.That((found.Code, found.Hint == "write it without quotes"), Is.EqualTo((DiagnosticCodes.WrongType, isQuoted)));
    }

    [TestCase("\"tier\": \"3\"", "write it without quotes")]
    [TestCase("\"tier\": \"three\"", null)]
    [TestCase("\"required\": \"true\"", "write it without quotes")]
    [TestCase("\"required\": \"yes\"", null)]
    [TestCase("\"port\": \"80\"", "write it without quotes")]
    public async Task ReadAsync_TextInAProjectFile_IsToldOfQuotesOnlyWhenTheyAreInTheWay(string keys, string? expected) =>
        Assert.That((await ReadAsync(Document(keys))).Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error).Hint, Is.EqualTo(expected));

    [TestCase("\"timeout_seconds\": 0", "'timeout_seconds' must be a number above 0 and up to 31536000, not 0")]
    [TestCase("\"tier\": 4", "'tier' must be a whole number from 0 to 3, not 4")]
    [TestCase("\"port\": 70000", "'port' must be a whole number from 1 to 65535, not 70000")]
    public async Task ReadAsync_NumberInAProjectFile_IsToldWithItsBounds(string keys, string expected) =>
        Assert.That((await ReadAsync(Document(keys))).Diagnostics.Single().Message, Is.EqualTo(expected));
}
