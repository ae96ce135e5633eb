using System.Globalization;

namespace PortOrchestrator.Host.Rendering;

/// <summary>A cell of a <see cref="TextTable"/>: its text, and what colours it.</summary>
internal sealed record TableCell(string Text, Func<string, string>? Paint = null)
{
    public static implicit operator TableCell(string? text) => new(text ?? "");

    public static implicit operator TableCell(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator TableCell(int? number) => new(number?.ToString(CultureInfo.InvariantCulture) ?? "-");
}
