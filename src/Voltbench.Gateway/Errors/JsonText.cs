using System.Text.Encodings.Web;
using System.Text.Json;

namespace Voltbench.Gateway.Errors;

/// <summary>How the gateway writes JSON: text stays readable (é, not \u00e9); answers are never embedded in HTML.</summary>
public static class JsonText
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
