using Voltbench.Gateway.Templates;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Tariffs;
using Voltbench.Lab.Ocpi.Templates;

namespace Voltbench.Gateway.Cpos;

/// <summary>CPOs and what they are made from.</summary>
internal static class CpoHosting
{
    public static void AddCpos(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TemplateCatalog.Load());
        builder.Services.AddSingleton<LocationGenerator>();
        builder.Services.AddSingleton<TariffWriter>();
        builder.Services.AddSingleton<PartyWriter>();
        builder.Services.AddSingleton<PartyRemoval>();
        builder.Services.AddSingleton<CpoWriter>();
        builder.Services.AddSingleton<CpoReader>();
    }

    public static void MapCposAndTemplates(this IEndpointRouteBuilder routes)
    {
        routes.MapCpos();
        routes.MapTemplates();
    }
}
