namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Gives claims back, inside a write transaction. Immutable.</summary>
internal sealed class ClaimReleaser(TimeSpan quarantine, TimeProvider time)
{
    /// <summary>Releases a claim, and lets the port rest when nobody shares it.</summary>
    public void Release(RegistryConnection connection, Claim claim)
    {
        var now = time.GetUtcNow();
        if (!ClaimTable.Release(connection, claim, now.ToUnixTimeMilliseconds())) return;
        QuarantineTable.Add(
            connection, claim.Allocation.Port, claim.Allocation.Protocol, claim.Key, (now + quarantine).ToUnixTimeMilliseconds());
    }

    /// <summary>Releases claims and returns what they said.</summary>
    public List<PortAllocation> Release(RegistryConnection connection, List<Claim> claims)
    {
        foreach (var claim in claims)
        {
            // A claim that shared the port may have become its holder when the one before it in the list went.
            if (ClaimTable.Find(connection, claim.Key) is { } current) Release(connection, current);
        }
        return claims.ConvertAll(c => c.Allocation);
    }
}
