namespace PortOrchestrator.Configuration;

/// <summary>An HTTP GET (or another method) on a URL.</summary>
public sealed record HttpCheck : ProbeCheck
{
    /// <summary>The absolute http or https URL; may contain variables and templates until the service is resolved.</summary>
    public required string Url { get; init; }

    /// <summary>The request method.</summary>
    /// <value>The default value is <c>GET</c>.</value>
    public string Method { get; init; } = "GET";

    /// <summary>Extra request headers.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The one status code that means healthy.</summary>
    /// <value>The default value is <see langword="null"/>: 200 to 399, or below 500 when <see cref="AnyAnswer"/> is set.</value>
    public int? ExpectedStatus { get; init; }

    /// <summary>True for a URL written without a path: any answer below 500 is healthy, and so is a peer that accepts but does not speak HTTP (with a warning).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AnyAnswer { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Url;
}
