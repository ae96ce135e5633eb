using PortOrchestrator.Sessions;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Enumeration values as the lower-case words that the file holds, so that the views read well in any SQLite tool.</summary>
internal static class Words
{
    private static readonly string[] Modes = Lower(Enum.GetNames<PortMode>());
    private static readonly string[] Persistences = Lower(Enum.GetNames<PortPersistence>());
    private static readonly string[] Protocols = Lower(Enum.GetNames<PortProtocol>());
    private static readonly string[] States = Lower(Enum.GetNames<ServiceState>());
    private static readonly string[] ChangeKinds = Lower(Enum.GetNames<PortChangeKind>());
    private static readonly string[] Agents = Lower(Enum.GetNames<SessionAgent>());
    private static readonly string[] StopPolicies = Lower(Enum.GetNames<StopPolicy>());
    private static readonly string[] ApprovalOrigins = Lower(Enum.GetNames<ApprovalOrigin>());
    private static readonly string[] Healths = Lower(Enum.GetNames<ServiceHealth>());

    public static string Of(PortMode mode) => Modes[(int)mode];

    public static string Of(PortPersistence persistence) => Persistences[(int)persistence];

    public static string Of(PortProtocol protocol) => Protocols[(int)protocol];

    public static string Of(ServiceState state) => States[(int)state];

    public static string Of(ServiceHealth health) => Healths[(int)health];

    public static string Of(SessionAgent agent) => Agents[(int)agent];

    public static string Of(StopPolicy policy) => StopPolicies[(int)policy];

    public static SessionAgent Agent(string word) => (SessionAgent)Index(Agents, word);

    public static StopPolicy StopPolicy(string word) => (StopPolicy)Index(StopPolicies, word);

    public static string Of(ApprovalOrigin origin) => ApprovalOrigins[(int)origin];

    public static PortMode Mode(string word) => (PortMode)Index(Modes, word);

    public static PortPersistence Persistence(string word) => (PortPersistence)Index(Persistences, word);

    public static PortProtocol Protocol(string word) => (PortProtocol)Index(Protocols, word);

    public static ServiceState State(string word) => (ServiceState)Index(States, word);

    public static ServiceHealth Health(string word) => (ServiceHealth)Index(Healths, word);

    public static PortChangeKind ChangeKind(string word) => (PortChangeKind)Index(ChangeKinds, word);

    public static ApprovalOrigin Origin(string word) => (ApprovalOrigin)Index(ApprovalOrigins, word);

    private static int Index(string[] words, string word) =>
        Array.IndexOf(words, word) is >= 0 and var i ? i : throw new FormatException($"'{word}' is none of {string.Join(", ", words)}.");

    private static string[] Lower(string[] names) => Array.ConvertAll(names, n => n.ToLowerInvariant());
}
