using Inkaust.Pocket;
using Inkaust.Pocket.Desk;
using Inkaust.Pocket.Screens;
using Inkaust.Pocket.Writing;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.AspNetCore.Components.WebAssembly.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

var app = WebAssemblyHostBuilder.CreateDefault(args);
var services = app.Services;
services.AddSingleton(TimeProvider.System);
services.AddSingleton(all => (IJSInProcessRuntime)all.GetRequiredService<IJSRuntime>());
services.AddSingleton<Browser>();
services.AddSingleton(new HttpClient { BaseAddress = new Uri(app.HostEnvironment.BaseAddress) });
// One program, two apps: the editor on a page of the web app, and the pocket, which is a page of its own.
if (new Uri(app.HostEnvironment.BaseAddress).AbsolutePath == "/pocket/")
{
    app.RootComponents.Add<PocketApp>("#pocket");
    services.AddSingleton<PocketBrowser>();
    services.AddSingleton<LazyAssemblyLoader>();
    services.AddSingleton<CodeReader>();
    services.AddSingleton<Phone>();
    services.AddSingleton<IBuyerMemory>(all => all.GetRequiredService<Phone>().Memory);
    services.AddTransient(all => all.GetRequiredService<Phone>().Pad!);
}
else
{
    app.RootComponents.Add<Editor>("#editor");
    services.AddSingleton(all => Start.Read(all.GetRequiredService<Browser>().Start));
    services.AddSingleton(all => new OfficeLine(all.GetRequiredService<HttpClient>(), () => all.GetRequiredService<Start>().Token));
    services.AddSingleton<Office>();
    services.AddSingleton<IBuyerMemory>(all => all.GetRequiredService<Office>());
    services.AddSingleton<Pad>();
    services.AddSingleton<Keeper>();
}
await app.Build().RunAsync();
