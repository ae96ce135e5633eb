namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>A promise was broken.</summary>
internal sealed class ModelViolation(string message) : Exception(message);
