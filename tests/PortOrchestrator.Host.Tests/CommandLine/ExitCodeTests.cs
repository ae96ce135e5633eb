using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Tests.CommandLine;

public class ExitCodeTests
{
    [TestCase(ErrorCode.Unexpected, 1)]
    [TestCase(ErrorCode.InvalidArgument, 2)]
    [TestCase(ErrorCode.InvalidConfiguration, 3)]
    [TestCase(ErrorCode.ServiceFailed, 4)]
    [TestCase(ErrorCode.Timeout, 5)]
    [TestCase(ErrorCode.PortConflict, 6)]
    [TestCase(ErrorCode.PortReservedBySystem, 6)]
    [TestCase(ErrorCode.PoolExhausted, 6)]
    [TestCase(ErrorCode.ConfigurationNotFound, 7)]
    [TestCase(ErrorCode.ProjectNotFound, 7)]
    [TestCase(ErrorCode.ServiceNotFound, 7)]
    [TestCase(ErrorCode.RegistryUnavailable, 1)]
    [TestCase(ErrorCode.SchemaTooNew, 1)]
    [TestCase(ErrorCode.SupervisorUnavailable, 1)]
    [TestCase(ErrorCode.StateUnavailable, 1)]
    public void From_ErrorCode_IsTheDocumentedNumber(ErrorCode code, int expected) => Assert.That(ExitCode.From(code), Is.EqualTo(expected));

    [Test]
    public void From_EveryErrorCode_HasANumber() =>
        Assert.That(() => Enum.GetValues<ErrorCode>().Select(ExitCode.From).ToList(), Throws.Nothing);

    [TestCase(UpOutcome.Ready, 0)]
    [TestCase(UpOutcome.AlreadyRunning, 0)]
    [TestCase(UpOutcome.NothingToDo, 0)]
    [TestCase(UpOutcome.ServiceFailed, 4)]
    [TestCase(UpOutcome.TimedOut, 5)]
    [TestCase(UpOutcome.PortConflict, 6)]
    public void From_Outcome_IsTheDocumentedNumber(UpOutcome outcome, int expected) => Assert.That(ExitCode.From(outcome), Is.EqualTo(expected));
}
