namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Enumeration values as the lower-case words that the file holds, so that the views read well in any SQLite tool.</summary>
internal static class Words
{
    private static readonly string[] _modes = Lower(Enum.GetNames<PortMode>());
    private static readonly string[] _protocols = Lower(Enum.GetNames<PortProtocol>());
    private static readonly string[] _states = Lower(Enum.GetNames<ServiceState>());
    private static readonly string[] _healths = Lower(Enum.GetNames<ServiceHealth>());

    public static string Of(PortMode mode) => _modes[(int)mode];

    public static string Of(PortProtocol protocol) => _protocols[(int)protocol];

    public static string Of(ServiceState state) => _states[(int)state];

    public static string Of(ServiceHealth health) => _healths[(int)health];

    public static PortMode Mode(string word) => (PortMode)Index(_modes, word);

    public static PortProtocol Protocol(string word) => (PortProtocol)Index(_protocols, word);

    public static ServiceState State(string word) => (ServiceState)Index(_states, word);

    public static ServiceHealth Health(string word) => (ServiceHealth)Index(_healths, word);

    private static int Index(string[] words, string word) =>
        Array.IndexOf(words, word) is >= 0 and var i ? i : throw new FormatException($"'{word}' is none of {string.Join(", ", words)}.");

    private static string[] Lower(string[] names) => Array.ConvertAll(names, n => n.ToLowerInvariant());
}
