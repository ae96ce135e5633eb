using System.Globalization;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>What a process was told about the service that it is. Immutable.</summary>
internal sealed record ServiceEnvironment(string Project, string Checkout, string Service, int Replica, IReadOnlyDictionary<string, string> Variables)
{
    private const string End = "_PORT";

    /// <summary>Reads it from a running process; null when the process is no service, or may not be looked into.</summary>
    public static ServiceEnvironment? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads it from variables that are each ended by a zero byte.</summary>
    public static ServiceEnvironment? Parse(string block)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in block.Split('\0'))
        {
            var sign = variable.IndexOf('=');
            if (sign > 0) variables.TryAdd(variable[..sign], variable[(sign + 1)..]);
        }
        if (!variables.TryGetValue("PORTORCH_PROJECT", out var project) || !variables.TryGetValue("PORTORCH_CHECKOUT", out var checkout)
            || !variables.TryGetValue("PORTORCH_SERVICE", out var service) || !variables.ContainsKey("PORTORCH_INSTANCE")) return null;
        var replica = int.TryParse(variables.GetValueOrDefault("PORTORCH_REPLICA"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? r : 0;
        return new ServiceEnvironment(project, checkout, service, replica, variables);
    }

    /// <summary>
    /// The name of one of the service's ports; null for a port that it was not told to use, such as a debugger's. A variable such as
    /// <c>WEB_ADMIN_PORT</c> holds the name in upper case with <c>_</c> for everything else, so only one that was seen before is sure to be right.
    /// </summary>
    /// <param name="port">The port.</param>
    /// <param name="known">The names that the service's ports are known to have had.</param>
    public string? NameOf(int port, IReadOnlyCollection<string> known)
    {
        var value = port.ToString(CultureInfo.InvariantCulture);
        var start = Stem(Service) + "_";
        foreach (var (variable, number) in Variables)
        {
            if (number != value || variable.Length <= start.Length + End.Length || !variable.StartsWith(start, StringComparison.Ordinal)
                || !variable.EndsWith(End, StringComparison.Ordinal)) continue;
            var stem = variable[start.Length..^End.Length];
            return known.FirstOrDefault(n => Stem(n) == stem) ?? (stem.Contains('_') ? null : stem.ToLowerInvariant());
        }
        return Variables.GetValueOrDefault("PORT") == value || Variables.GetValueOrDefault(Stem(Service) + End) == value ? "default" : null;
    }

    private static string Stem(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++) target[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
    });
}
