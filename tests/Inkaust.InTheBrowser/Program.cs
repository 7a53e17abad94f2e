using Inkaust.InTheBrowser;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var app = WebAssemblyHostBuilder.CreateDefault(args);
app.RootComponents.Add<Example>("#app");
await app.Build().RunAsync();
