namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>What a <c>.git</c> entry says. Immutable.</summary>
/// <param name="Checkout">The checkout; null when the entry does not tell.</param>
/// <param name="Warning">What is wrong with the entry; null when nothing is.</param>
internal sealed record GitEntry(GitCheckout? Checkout, Diagnostic? Warning = null);
