using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads a command: text for a shell, a list without one.</summary>
internal static class CommandReader
{
    public static CommandLine? Read(DocumentNode? node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Text } text => CommandLine.Shell(text.Text),
        SequenceNode { Items.Count: > 0 } list => CommandLine.Exec([.. list.Items.OfType<ScalarNode>().Select(s => s.Text)]),
        _ => null,
    };
}
