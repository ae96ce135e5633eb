namespace PortOrchestrator.Host.CommandLine;

/// <summary>
/// Reads command lines of a declared tree of commands. Written here rather than taken from a library because an unknown option must never
/// be taken for the name of a service, and every message is part of the product.
/// </summary>
internal sealed class CommandLineParser(CommandSpec root)
{
    /// <exception cref="UsageException">The command line is wrong.</exception>
    public Invocation Parse(IReadOnlyList<string> tokens)
    {
        var reading = new Reading(root, tokens);
        try
        {
            return reading.Run();
        }
        catch (UsageException e)
        {
            throw new UsageException(e.Message, e.Hint) { CommandPath = reading.Path };
        }
    }

    private sealed class Reading(CommandSpec start, IReadOnlyList<string> tokens)
    {
        private readonly Queue<string> _rest = new(tokens);
        private readonly Dictionary<OptionSpec, List<string>> _options = [];
        private readonly List<string> _positionals = [];
        private CommandSpec _command = start;

        public string Path { get; private set; } = start.Name;

        public Invocation Run()
        {
            var onlyPositionals = false;
            while (_rest.TryDequeue(out var token))
            {
                if (onlyPositionals) _positionals.Add(token);
                else if (token == "--") onlyPositionals = true;
                else if (token.StartsWith("--", StringComparison.Ordinal)) ReadLong(token);
                else if (token.Length > 1 && token[0] == '-') ReadShort(token);
                else if (_command.Commands.Count > 0) Descend(token);
                else _positionals.Add(token);
            }

            if (!_options.ContainsKey(CommonOptions.Help)) Validate();
            var options = _options.ToDictionary(o => o.Key, o => (IReadOnlyList<string>)o.Value);
            return new Invocation(Path, _command, new ParsedArguments(options, _positionals));
        }

        private void Descend(string name)
        {
            var next = _command.Commands.FirstOrDefault(c => c.Name == name)
                ?? throw new UsageException($"'{name}' is not a command of '{Path}'.", Suggest(name, _command.Commands.Select(c => c.Name)));
            _command = next;
            Path += " " + name;
        }

        private void ReadLong(string token)
        {
            var equals = token.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? token : token[..equals];
            var option = _command.AllOptions.FirstOrDefault(o => o.Name == name)
                ?? throw new UsageException($"'{name}' is not an option of '{Path}'.", Suggest(name, _command.AllOptions.Select(o => o.Name)));
            if (equals >= 0 && !option.TakesValue) throw new UsageException($"'{name}' takes no value.");
            Add(option, name, equals < 0 ? null : token[(equals + 1)..]);
        }

        // -d, -f FILE, -fFILE, and flags together: -df FILE.
        private void ReadShort(string token)
        {
            for (var i = 1; i < token.Length; i++)
            {
                var name = token[i];
                var option = _command.AllOptions.FirstOrDefault(o => o.Short == name)
                    ?? throw new UsageException($"'-{name}' is not an option of '{Path}'.");
                var attached = option.TakesValue && i + 1 < token.Length ? token[(i + 1)..].TrimStart('=') : null;
                Add(option, $"-{name}", attached);
                if (option.TakesValue) return;
            }
        }

        private void Add(OptionSpec option, string written, string? value)
        {
            if (!option.TakesValue)
            {
                _options.TryAdd(option, []);
                return;
            }

            if (value is null && _rest.TryPeek(out var next) && !next.StartsWith("--", StringComparison.Ordinal)) value = _rest.Dequeue();
            if (string.IsNullOrEmpty(value)) throw new UsageException($"'{written}' needs a value: {option.Name} {option.ValueName}.");
            if (!_options.TryGetValue(option, out var values)) _options.Add(option, values = []);
            values.Add(value);
        }

        private void Validate()
        {
            if (_command.RunAsync is null)
                throw new UsageException($"'{Path}' needs a command.");
            var minimum = _command.Positional?.Minimum ?? 0;
            var maximum = _command.Positional?.Maximum ?? 0;
            if (_positionals.Count < minimum) throw new UsageException($"'{Path}' needs {_command.Positional}.");
            if (_positionals.Count > maximum) throw new UsageException($"'{_positionals[maximum]}' is one argument too many for '{Path}'.");
            if (_command.Positional?.MayBeBlank != true && _positionals.Any(string.IsNullOrWhiteSpace)) throw new UsageException($"An argument of '{Path}' is empty.");
        }

        private static string? Suggest(string word, IEnumerable<string> candidates) =>
            Suggestion.Closest(word, candidates) is { } closest ? $"Did you mean '{closest}'?" : null;
    }
}
