using System.Text.Json.Serialization;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation.Physics;

namespace Voltbench.Gateway.Catalog;

/// <summary><c>GET /ocpp/ev-profiles</c>: the cars that <c>ev</c> may name.</summary>
internal static class ListEvProfiles
{
    public static void MapListEvProfiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ev-profiles", Get).Describe("list_ev_profiles", "List the cars that can be plugged in by name")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<EvProfileBody>>(StatusCodes.Status200OK);

    private static Answer Get(HttpContext http)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        return input.Violations.Any
            ? input.Violations.Result
            : ApiResults.Ok(page.Cut(EvProfiles.All.Select(EvProfileBody.Of).ToList()), EvProfileBodyJson.Default.PageEvProfileBody);
    }
}

/// <summary>A car; the same members as an <c>ev</c> object.</summary>
public sealed record EvProfileBody
{
    public required string Name { get; init; }

    /// <summary>Usable capacity, kWh.</summary>
    public required double BatteryKwh { get; init; }

    /// <summary>Rating of the on-board charger over all its phases, kVA; 0 = none.</summary>
    public required double AcMaxKw { get; init; }

    public required int AcPhases { get; init; }

    /// <summary>Greatest DC power, kW; 0 = none.</summary>
    public required double DcMaxKw { get; init; }

    /// <summary>What the battery takes from DC by state of charge; null = level, then falling in a straight line from <c>taper_from_percent</c> on.</summary>
    public required IReadOnlyList<EvCurvePointBody>? DcCurve { get; init; }

    public required double TaperFromPercent { get; init; }

    public required double FinalPowerShare { get; init; }

    public required double PackVoltageV { get; init; }

    public required double ArrivalSocPercent { get; init; }

    public required double CosPhi { get; init; }

    public required double AcEfficiency { get; init; }

    /// <summary>Least current per phase with which it charges, A; 6 A holds for all.</summary>
    public required double MinCurrentA { get; init; }

    /// <summary>Rating of its AC cable, A per phase; 0 = none that limits.</summary>
    public required double CableMaxA { get; init; }

    /// <summary>Time from zero to the greatest power, s.</summary>
    public required double RampSeconds { get; init; }

    [JsonPropertyName("iso15118")]
    public required bool Iso15118 { get; init; }

    public static EvProfileBody Of(EvProfile ev) => new()
    {
        Name = ev.Name,
        BatteryKwh = ev.BatteryWh / 1000,
        AcMaxKw = ev.AcMaxPowerW / 1000,
        AcPhases = ev.AcPhases,
        DcMaxKw = ev.DcMaxPowerW / 1000,
        DcCurve = ev.DcCurve is null ? null : [.. ev.DcCurve.Select(static p => new EvCurvePointBody(p.SocPercent, p.PowerW / 1000))],
        TaperFromPercent = ev.TaperFromPercent,
        FinalPowerShare = ev.FinalPowerShare,
        PackVoltageV = ev.PackVoltageV,
        ArrivalSocPercent = ev.ArrivalSocPercent,
        CosPhi = ev.CosPhi,
        AcEfficiency = ev.AcEfficiency,
        MinCurrentA = ev.MinCurrentA,
        CableMaxA = ev.CableMaxA,
        RampSeconds = ev.RampSeconds,
        Iso15118 = ev.SupportsIso15118,
    };
}

/// <param name="Soc">State of charge, percent.</param>
/// <param name="Kw">Power there, kW.</param>
public sealed record EvCurvePointBody(double Soc, double Kw);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Page<EvProfileBody>))]
internal sealed partial class EvProfileBodyJson : JsonSerializerContext;
