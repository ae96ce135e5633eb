namespace PortOrchestrator.Supervision.Handover;

/// <summary>Nothing was done about a request, since another program goes on in the supervisor's process in a moment.</summary>
internal sealed class HandingOverException() : PortOrchestratorException(
    ErrorCode.SupervisorUnavailable, "The supervisor goes on as another version just now. Run the command again.");
