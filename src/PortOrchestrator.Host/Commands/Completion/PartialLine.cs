using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Completion;

/// <summary>What the finished words of a command line say. Immutable.</summary>
/// <param name="Command">The command that they have led to; null when one of them is none.</param>
/// <param name="Pending">The option whose value comes next; null when none does.</param>
/// <param name="Positionals">The arguments so far.</param>
/// <param name="Given">The options so far, with their values.</param>
/// <param name="IsPlain">Whether <c>--</c> has ended the options.</param>
internal sealed record PartialLine(
    CommandSpec? Command,
    OptionSpec? Pending,
    IReadOnlyList<string> Positionals,
    IReadOnlyDictionary<OptionSpec, IReadOnlyList<string>> Given,
    bool IsPlain)
{
    public static PartialLine Read(CommandSpec root, IReadOnlyList<string> words)
    {
        CommandSpec? command = root;
        OptionSpec? pending = null;
        var positionals = new List<string>();
        var given = new Dictionary<OptionSpec, IReadOnlyList<string>>();
        var isPlain = false;
        foreach (var word in words)
        {
            if (pending is not null) Give(pending, word);
            else if (isPlain) positionals.Add(word);
            else if (word == "--") isPlain = true;
            else if (word.Length > 1 && word[0] == '-') Option(word);
            else if (command is { Commands.Count: > 0 }) command = command.Commands.FirstOrDefault(c => c.Name == word);
            else positionals.Add(word);
        }

        return new PartialLine(command, pending, positionals, given, isPlain);

        void Option(string word)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            // Of letters together only the last one can take a value.
            var option = command?.AllOptions.FirstOrDefault(o => word.StartsWith("--", StringComparison.Ordinal) ? o.Name == name : o.Short == word[^1]);
            if (option is null) return;
            if (option.TakesValue && equals < 0) pending = option;
            else Give(option, equals < 0 ? "" : word[(equals + 1)..]);
        }

        void Give(OptionSpec option, string value)
        {
            given[option] = [.. given.GetValueOrDefault(option) ?? [], value];
            pending = null;
        }
    }
}
