using System.Text;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>What people know a process by.</summary>
internal static class HolderName
{
    private const int LongestCommand = 200;

    /// <summary>Puts a command line on one line of bounded length; a process that listens for a container is called what it is.</summary>
    /// <param name="arguments">The program and its arguments; not empty.</param>
    public static string Of(IReadOnlyList<string> arguments)
    {
        var program = arguments[0][(arguments[0].LastIndexOfAny(['/', '\\']) + 1)..];
        if (program.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)) program = program[..^4];
        return program switch
        {
            "docker-proxy" or "rootlesskit-docker-proxy" when After("-container-ip") is { } ip =>
                $"Docker ({program} for container {ip}:{After("-container-port")})",
            "docker-proxy" or "rootlesskit-docker-proxy" or "rootlesskit" => $"Docker ({program} for a container)",
            // Without docker-proxy the daemon itself keeps the ports of its containers.
            "dockerd" => "Docker (dockerd, for itself or a container)",
            "com.docker.backend" or "com.docker.vpnkit" or "vpnkit" or "vpnkit-bridge" => $"Docker Desktop ({program} for a container)",
            "wslrelay" => "WSL (wslrelay for a process inside Linux)",
            "conmon" when (After("-n") ?? After("--name")) is { } name => $"Podman (conmon for container {name})",
            "conmon" or "rootlessport" or "slirp4netns" or "pasta" or "pasta.avx2" => $"Podman ({program} for a container)",
            _ => OneLine(string.Join(' ', arguments)),
        };

        string? After(string option)
        {
            for (var i = 1; i + 1 < arguments.Count; i++)
            {
                if (arguments[i] == option) return arguments[i + 1];
            }
            return null;
        }
    }

    /// <summary>Whether a name that was made here is that of a program which listens for a container.</summary>
    public static bool IsOfContainer(string? name) =>
        name is not null && (name.StartsWith("Docker ", StringComparison.Ordinal) || name.StartsWith("Podman (", StringComparison.Ordinal) || name.StartsWith("WSL (", StringComparison.Ordinal));

    private static string OneLine(string command)
    {
        var text = new StringBuilder(command.Length);
        foreach (var c in command) text.Append(char.IsControl(c) ? ' ' : c);
        return text.Length <= LongestCommand ? text.ToString() : text.ToString(0, LongestCommand - 1) + "…";
    }
}
