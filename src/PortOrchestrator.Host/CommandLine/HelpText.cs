using System.Text;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.CommandLine;

/// <summary>Writes the help of a command from its declaration.</summary>
internal static class HelpText
{
    public static string Of(string path, CommandSpec command, bool isRoot)
    {
        var text = new StringBuilder();
        text.Append(command.Summary).Append("\n\n").Append("Usage: ").Append(Usage(path, command)).Append('\n');
        if (command.Commands.Count > 0) Section(text, "Commands", command.Commands.Where(c => !c.IsHidden).Select(c => (c.Name, c.Summary)));
        if (command.Positional is { } positional) Section(text, "Arguments", [(positional.Name, positional.Description)]);
        var own = isRoot ? command.Options.Append(CommonOptions.Version) : command.Options;
        Section(text, "Options", own.Select(o => (Form(o, null), o.Description)));
        Section(text, isRoot ? "Options of every command" : "Common options", CommonOptions.All.Where(o => command.Options.All(c => c.Name != o.Name)).Select(o => (Form(o, command), o.Description)));
        if (command.Notes.Count > 0) text.Append('\n').AppendJoin('\n', command.Notes).Append('\n');
        return text.ToString();
    }

    public static string Usage(string path, CommandSpec command)
    {
        var usage = new StringBuilder(path);
        if (command.Commands.Count > 0) usage.Append(" COMMAND");
        if (command.Positional is { } positional) usage.Append(' ').Append(positional);
        return usage.Append(" [OPTIONS]").ToString();
    }

    private static string Form(OptionSpec option, CommandSpec? owner)
    {
        var hidden = owner is not null && owner.Options.Any(o => o.Short == option.Short);
        var letter = option.Short is { } c && !hidden ? $"-{c}, " : "    ";
        return letter + option.Name + (option.ValueName is { } value ? " " + value : "");
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Term, string Description)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0) return;
        var width = list.Max(r => DisplayWidth.Of(r.Term));
        text.Append('\n').Append(title).Append(":\n");
        foreach (var (term, description) in list)
            text.Append("  ").Append(DisplayWidth.Pad(term, width)).Append("  ").Append(description).Append('\n');
    }
}
