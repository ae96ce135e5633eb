namespace PortOrchestrator.Sessions;

/// <summary>Of which agents a session takes the place of the one before.</summary>
internal static class SessionSuccession
{
    /// <summary>A process of these has one session at a time; others have several beside one another.</summary>
    public static bool IsOneAtATime(SessionAgent agent) => agent is SessionAgent.Claude or SessionAgent.Gemini;
}
