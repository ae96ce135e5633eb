namespace PortOrchestrator.Probes.Network;

// Final: the peer has answered the question, whatever the answer, so that no other address has to be asked.
internal sealed record PeerAnswer(bool Final, bool Connected, string What, int? Status = null)
{
    public static PeerAnswer Open { get; } = new(true, true, "");

    public static PeerAnswer Unconnected(string what) => new(false, false, what);

    public static PeerAnswer NotHttp(string what) => new(false, true, what);

    public static PeerAnswer Failed(string what) => new(true, true, what);
}
