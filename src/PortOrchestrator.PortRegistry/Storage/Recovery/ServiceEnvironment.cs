using System.Globalization;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>What a process was told about the service that it is. Immutable.</summary>
internal sealed record ServiceEnvironment(string Project, string Checkout, string Service, int Replica, IReadOnlyDictionary<string, string> Variables)
{
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

    /// <summary>The name of one of the service's ports; null for a port that it was not told to use, such as a debugger's.</summary>
    public string? NameOf(int port)
    {
        var value = port.ToString(CultureInfo.InvariantCulture);
        return Variables.GetValueOrDefault("PORT") == value ? "default" : null;
    }
}
