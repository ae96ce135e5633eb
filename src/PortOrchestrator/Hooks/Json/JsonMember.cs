namespace PortOrchestrator.Hooks.Json;

/// <summary>A member of an object. Immutable.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Start">The offset of the quote that its name begins with.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Key, int Start, JsonSpan Value);
