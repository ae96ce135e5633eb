namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Gives claims back, inside a write transaction. Immutable.</summary>
internal sealed class ClaimReleaser(TimeSpan quarantine, RegistryClock clock)
{
    // How long the system may keep connections of a process that did not close them (TIME_WAIT on Linux).
    private static readonly TimeSpan RestAfterCrash = TimeSpan.FromSeconds(60);

    /// <summary>Releases a claim, and lets the port rest when nobody shares it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="collected">Whether it is taken from an owner that is gone, instead of given back by one.</param>
    public void Release(RegistryConnection connection, Claim claim, bool collected = false)
    {
        var now = clock.Now;
        QuarantineTable.Expire(connection, now);
        Release(connection, claim, collected, now);
    }

    /// <summary>Releases claims.</summary>
    public void Release(RegistryConnection connection, List<Claim> claims, bool collected = false)
    {
        var now = clock.Now;
        QuarantineTable.Expire(connection, now);
        foreach (var claim in claims)
        {
            // A claim that shared the port may have become its holder when the one before it in the list went.
            if (ClaimTable.Find(connection, claim.Key) is { } current) Release(connection, current, collected, now);
        }
    }

    private void Release(RegistryConnection connection, Claim claim, bool collected, Moment now)
    {
        if (!ClaimTable.Release(connection, claim, now.Wall, collected)) return;
        var rest = collected && quarantine < RestAfterCrash && quarantine > TimeSpan.Zero ? RestAfterCrash : quarantine;
        QuarantineTable.Add(connection, claim.Allocation.Port, claim.Allocation.Protocol, claim.Key, now, rest);
    }
}
