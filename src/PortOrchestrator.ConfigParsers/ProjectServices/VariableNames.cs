namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>The environment variables that are made from names.</summary>
internal static class VariableNames
{
    public static string OfService(string service) => Part(service) + "_PORT";

    public static string OfPort(string service, string port) => Part(service) + "_" + Part(port) + "_PORT";

    public static string Part(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
