using System.Globalization;
using System.Text.RegularExpressions;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Files;

/// <summary>The order of an image: path and query.</summary>
internal static partial class FirmwareInput
{
    private static readonly string[] Flaws = ["disk_full", "verification", "installation"];

    public static readonly QueryParameter[] Parameters =
    [
        new("size", QueryKind.Text, "Bytes, 1 to 4294967296; 1048576 when left out."),
        new("version", QueryKind.Text, "Version that a station reports when it runs; the numbers in the name when left out."),
        new("for", QueryKind.Text, "Vendor whose stations take it; others find in the verification that it is not theirs."),
        new("flaw", QueryKind.Text, "What is wrong with it.") { Values = Flaws },
    ];

    /// <summary>Null when there are violations.</summary>
    public static LabFirmware? Read(HttpContext http, RequestReader input)
    {
        var query = http.Request.Query;
        var name = input.PathText("name");
        var size = LabFirmware.DefaultBytes;
        if (query["size"].ToString() is { Length: > 0 } text
            && (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > LabFirmware.MaxBytes))
        {
            input.Violations.Add(Loc.Query("size"), ViolationType.LessThanEqual(LabFirmware.MaxBytes), Echo.Text(text));
        }

        var version = query["version"].ToString() is { Length: > 0 } named ? named : VersionPattern().Match(name) is { Success: true } found ? found.Value : "1.0.1";
        if (!WordPattern().IsMatch(version))
            input.Violations.Add(Loc.Query("version"), ViolationType.StringPatternMismatch(Word), Echo.Text(version));
        var flaw = query["flaw"].ToString();
        if (flaw.Length > 0 && !Flaws.Contains(flaw))
            input.Violations.Add(Loc.Query("flaw"), ViolationType.Enum(Flaws), Echo.Text(flaw));
        var vendor = query["for"].ToString();
        if (vendor.Length > 100)
            input.Violations.Add(Loc.Query("for"), ViolationType.StringTooLong(100), Echo.Text(vendor));
        return input.Violations.Any
            ? null
            : new LabFirmware { Name = name, Size = size, Version = version, For = vendor.Length > 0 ? vendor : null, Flaw = flaw.Length > 0 ? flaw : null };
    }

    private const string Word = "^[0-9A-Za-z._+-]{1,50}$";

    [GeneratedRegex(Word, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"\d+(\.\d+)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();
}
