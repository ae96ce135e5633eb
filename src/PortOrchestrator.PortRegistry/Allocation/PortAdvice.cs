namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Which ports are unwise. Binds what we choose; a number that a user wrote only gets a warning.</summary>
internal sealed class PortAdvice(SystemPorts system)
{
    /// <summary>Says why a port that a user wrote may cause trouble, in one sentence; null when it should not.</summary>
    public string? WarnAbout(int port, PortProtocol protocol)
    {
        if (protocol == PortProtocol.Tcp && BrowserBlockedPorts.All.Contains(port))
            return $"Browsers refuse to open port {port}; choose another one if a browser is to use it.";
        if (system.Ephemeral.Contains(port))
            return $"Port {port} lies in the range that the system gives to outgoing connections ({system.Ephemeral}), so one of them may hold it at times; choose one below {system.Ephemeral.First}.";
        return system.DescribeReservation(port);
    }

    /// <summary>Whether we may choose a port for a service.</summary>
    /// <param name="candidate">The port and why it is looked at.</param>
    /// <param name="protocol">The transport protocol.</param>
    public bool Allows(Candidate candidate, PortProtocol protocol)
    {
        var port = candidate.Port;
        return candidate.Origin switch
        {
            CandidateOrigin.Written or CandidateOrigin.Last => true,
            // Whoever writes a range of ephemeral or privileged ports means it.
            CandidateOrigin.Range => !IsKept(port, protocol),
            CandidateOrigin.WellKnown => !IsKept(port, protocol) && !IsSystems(port),
            _ => !IsKept(port, protocol) && !IsSystems(port) && !WellKnownPorts.Contains(port, protocol),
        };
    }

    private bool IsKept(int port, PortProtocol protocol) =>
        system.IsReserved(port) || (protocol == PortProtocol.Tcp && BrowserBlockedPorts.All.Contains(port));

    private bool IsSystems(int port) => port < system.FirstUnprivileged || system.Ephemeral.Contains(port);
}
