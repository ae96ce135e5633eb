using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Writes values as indented JSON with a line end at the end.</summary>
internal static class JsonEmitter
{
    public static string Write(ExportValue value)
    {
        using var stream = new MemoryStream();

        // A file for people, never part of a web page: quotes and umlauts may stand as they are.
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, ExportValue value)
    {
        switch (value)
        {
            case ExportValue.Text text: writer.WriteStringValue(text.Value); break;
            case ExportValue.Number number: writer.WriteNumberValue(number.Value); break;
            case ExportValue.Flag flag: writer.WriteBooleanValue(flag.Value); break;
            case ExportValue.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case ExportValue.Map map:
                writer.WriteStartObject();
                foreach (var (key, item) in map.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
