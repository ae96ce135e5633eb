namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The words that files use for the values of an enum. Immutable.</summary>
internal sealed class Choices<T>(params (string Word, T Value)[] pairs)
    where T : struct, Enum
{
    public ChoiceShape Shape { get; } = new([.. pairs.Select(p => p.Word)]);

    public T? Find(string? word)
    {
        foreach (var pair in pairs)
        {
            if (pair.Word == word) return pair.Value;
        }

        return null;
    }

    /// <summary>The word that a value is written as.</summary>
    public string WordOf(T value) => pairs.First(p => EqualityComparer<T>.Default.Equals(p.Value, value)).Word;
}
