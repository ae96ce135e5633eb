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

    /// <summary>Says why we may not choose a port for a service; null when we may.</summary>
    /// <param name="candidate">The port and why it is looked at.</param>
    /// <param name="protocol">The transport protocol.</param>
    public PortCandidateVerdict? Objection(Candidate candidate, PortProtocol protocol)
    {
        var port = candidate.Port;
        if (candidate.Origin is PortOrigin.Written or PortOrigin.Last or PortOrigin.System) return null;
        if (system.IsReserved(port)) return PortCandidateVerdict.SystemRange;
        if (protocol == PortProtocol.Tcp && BrowserBlockedPorts.All.Contains(port)) return PortCandidateVerdict.BrowserBlocked;
        // Whoever writes a range of ephemeral or privileged ports means it.
        if (candidate.Origin == PortOrigin.Range) return null;
        if (port < system.FirstUnprivileged || system.Ephemeral.Contains(port)) return PortCandidateVerdict.SystemRange;
        return candidate.Origin != PortOrigin.WellKnown && WellKnownPorts.Contains(port, protocol) ? PortCandidateVerdict.WellKnownElsewhere : null;
    }
}
