using System.Collections;
using System.Globalization;
using System.Reflection;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>Everything that a definition says, as text, but where it was written.</summary>
internal static class Contents
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        SourceLocation => "",
        string text => $"'{text}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Members(value))} }}",
    };

    private static IEnumerable<string> Members(object value) => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.Name is not ("Files" or "EqualityContract"))
        .Select(p => $"{p.Name}: {Of(p.GetValue(value))}");
}
