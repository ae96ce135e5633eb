using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands.Trust;

/// <summary>Shows what an approval is about: every command in full, since somebody decides by it.</summary>
internal static class TrustView
{
    public static void Write(ITerminal terminal, TrustVerdict verdict)
    {
        var (writer, style) = (terminal.Out, terminal.OutStyle);
        writer.Write($"{style.Strong(Revealed.Line(verdict.Project.Name))} ({Revealed.Line(verdict.Project.Root)}): {Words.List(verdict.Files.Select(f => Revealed.Line(f.Path)))}\n");
        if (verdict.Commands.Count == 0) writer.Write("  It runs no commands.\n");
        foreach (var command in verdict.Commands)
        {
            var folder = command.WorkingDirectory == verdict.Project.Root ? "" : $" in {Revealed.Line(command.WorkingDirectory)}";
            writer.Write($"  {Revealed.Line(command.Name)}, {Purpose(command.Purpose)}{folder}:\n");
            foreach (var line in Text(command.Command)) writer.Write($"    {Revealed.Line(line)}\n");
        }
    }

    private static string[] Text(Configuration.CommandLine command) =>
        (command.Text ?? string.Join(' ', (command.Arguments ?? []).Select(ShellQuote.Word))).TrimEnd('\n').Split('\n');

    private static string Purpose(CommandPurpose purpose) => purpose switch
    {
        CommandPurpose.Variable => "for its value",
        CommandPurpose.Start => "to start",
        CommandPurpose.Check => "to check",
        CommandPurpose.Stop => "to stop",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There is no such purpose."),
    };
}
