namespace PortOrchestrator.Trust;

/// <summary>A file of a configuration as it was approved. Immutable; equality is by value.</summary>
/// <param name="Path">Its path from the root of the checkout, with <c>/</c>; absolute when it lies elsewhere.</param>
/// <param name="Hash">The SHA-256 of its content, in hexadecimal digits.</param>
/// <param name="IsDefinition">Whether services are defined in it; otherwise it has environment variables.</param>
public sealed record ApprovedFile(string Path, string Hash, bool IsDefinition);
