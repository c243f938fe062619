using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>
/// What a station makes of a fetched image. An image of the lab begins with a line <c>VOLTBENCH-FIRMWARE version=2.1.0 for=Wallbox flaw=verification</c>; of any
/// other file the version is taken from its name.
/// </summary>
/// <param name="Version">The version it holds, at most 50 characters.</param>
/// <param name="Flaw">What is wrong with it.</param>
internal sealed partial record FirmwareImage(string Version, FirmwareFlaw Flaw)
{
    public const string Magic = "VOLTBENCH-FIRMWARE";

    private const int MaxVersion = 50;

    /// <param name="head">The first bytes of the file.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="vendor">Vendor of the station.</param>
    /// <param name="installed">Version that runs now; a file that tells none becomes the one after it.</param>
    public static FirmwareImage Read(ReadOnlySpan<byte> head, string location, string vendor, string installed)
    {
        if (head.StartsWith("VOLTBENCH-FIRMWARE "u8))
            return ReadLine(Encoding.UTF8.GetString(head), vendor, installed);
        var path = location.Split('?', '#')[0];
        var match = VersionPattern().Match(path[(path.LastIndexOf('/') + 1)..]);
        return new FirmwareImage(match.Success ? Text.Cut(match.Value, MaxVersion) : After(installed), FirmwareFlaw.None);
    }

    private static FirmwareImage ReadLine(string head, string vendor, string installed)
    {
        var version = After(installed);
        var flaw = FirmwareFlaw.None;
        foreach (var word in head.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.Split('=', 2);
            if (parts.Length < 2 || parts[1].Length == 0)
                continue;
            if (parts[0] == "version")
                version = Text.Cut(parts[1].Trim(), MaxVersion);
            else if (parts[0] == "flaw" && Enum.TryParse(parts[1].Trim(), ignoreCase: true, out FirmwareFlaw named))
                flaw = named;
            else if (parts[0] == "for" && !Uri.UnescapeDataString(parts[1].Trim()).Equals(vendor, StringComparison.OrdinalIgnoreCase))
                flaw = FirmwareFlaw.Verification; // made for somebody else's stations
        }

        return new FirmwareImage(version, flaw);
    }

    /// <summary>The last number of a version counted up.</summary>
    private static string After(string version)
    {
        var match = LastNumberPattern().Match(version);
        return match.Success && long.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Text.Cut(string.Create(CultureInfo.InvariantCulture, $"{version[..match.Index]}{number + 1}{version[(match.Index + match.Length)..]}"), MaxVersion)
            : Text.Cut(version + ".1", MaxVersion);
    }

    [GeneratedRegex(@"\d+(\.\d+)+([-+][0-9A-Za-z]+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\d+(?!.*\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastNumberPattern();
}
