using System.Text.Json;

namespace Quickstart;

internal static class Seed
{
    public const string DataFile = "data/planets.json";

    private static readonly Planet[] Planets =
    [
        new("Mercury", 0.39, 88, 0),
        new("Venus", 0.72, 225, 0),
        new("Earth", 1.00, 365, 1),
        new("Mars", 1.52, 687, 2),
        new("Jupiter", 5.20, 4_333, 97),
        new("Saturn", 9.58, 10_759, 274),
        new("Uranus", 19.2, 30_687, 28),
        new("Neptune", 30.1, 60_190, 16),
    ];

    public static async Task RunAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataFile)!);
        // Written beside and moved into place: a reader never sees half a file.
        var draft = DataFile + ".new";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(Planets, JsonSerializerOptions.Web));
        File.Move(draft, DataFile, overwrite: true);
        Console.WriteLine($"Wrote {Planets.Length} planets to {DataFile}.");
    }
}
