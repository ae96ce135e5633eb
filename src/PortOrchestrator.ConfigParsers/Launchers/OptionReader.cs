namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>Skips options whose names are known.</summary>
/// <param name="flags">Options without a value.</param>
/// <param name="valued">Options with a value, as the next word or after <c>=</c>.</param>
internal sealed class OptionReader(IReadOnlySet<string> flags, IReadOnlySet<string> valued)
{
    /// <summary>Finds the first word from <paramref name="index"/> on that is no option.</summary>
    /// <returns>The index, or null when an option is not known.</returns>
    public int? Skip(IReadOnlyList<ShellWord> words, int index)
    {
        while (index < words.Count && words[index].Value.StartsWith('-'))
        {
            var word = words[index].Value;
            var equals = word.IndexOf('=');
            if (flags.Contains(word)) index++;
            else if (equals > 0 && valued.Contains(word[..equals])) index++;
            else if (valued.Contains(word) && index + 1 < words.Count) index += 2;
            else return null;
        }

        return index;
    }
}
