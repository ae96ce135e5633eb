namespace PortOrchestrator.Supervision.Tests.Model;

internal enum ModelOperationKind
{
    Verify,
    Cleanup,
    Stop,
}
