namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to type into a service's terminal. Immutable.</summary>
/// <param name="Service">The name of the instance.</param>
/// <param name="Text">What is typed; control characters are keys.</param>
public sealed record KeysCommand(string Service, string Text);
