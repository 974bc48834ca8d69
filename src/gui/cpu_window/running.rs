//! The open window: its input on the way to egui, its frames on the way to the screen.

use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::{ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_winit::{ActionRequested, accesskit_winit};
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

use super::super::program::{Program, WindowSetup, background};
use super::Wake;
use super::screen::Screen;

/// No more frames than a usual screen shows: there is no GPU whose pace would hold them back.
const FRAME_TIME: Duration = Duration::from_micros(16_667);
/// How often a program works whose window cannot be seen, at most.
const UNSEEN_TIME: Duration = Duration::from_millis(100);
/// How long to wait for the window system to ask for the frame that it was told of. Wayland never does while the
/// window is covered; the program then works without being drawn.
const PATIENCE: Duration = Duration::from_millis(250);
/// The longest side of a picture that the program may hand to egui, in pixels.
const LONGEST_PICTURE: usize = 8192;

/// How far the window is on its way to the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Hidden,
    /// Made visible after a frame; what is seen is the next one, as the first may have had nowhere to go.
    Visible,
    Told,
}

pub struct Running {
    // The program goes first, the window last.
    program: Box<dyn Program>,
    ctx: egui::Context,
    input: egui_winit::State,
    screen: Screen,
    window: Rc<Window>,
    info: ViewportInfo,
    actions: Vec<ActionRequested>,
    stage: Stage,
    /// When a frame is due.
    due: Option<Instant>,
    /// When the last frame was begun.
    begun: Instant,
    /// The window system was told that a frame is due, and should ask for it before this time.
    asked: Option<Instant>,
    over: bool,
}

impl Running {
    /// Makes the window, hidden, and the program in it.
    pub fn open(
        event_loop: &ActiveEventLoop,
        ctx: egui::Context,
        setup: WindowSetup,
        proxy: EventLoopProxy<Wake>,
        make: impl FnOnce(&egui::Context) -> Box<dyn Program>,
    ) -> Result<Self, String> {
        let mut builder = setup.builder();
        // A window larger than the screen is refused by some window systems.
        builder.inner_size = builder.inner_size.map(|size| size.min(largest_screen(event_loop)));
        let window = egui_winit::create_window(&ctx, event_loop, &builder)
            .map_err(|error| error.to_string())?;
        let window = Rc::new(window);
        let mut input = egui_winit::State::new(
            ctx.clone(),
            ViewportId::ROOT,
            event_loop,
            Some(window.scale_factor() as f32),
            event_loop.system_theme().or_else(|| window.theme()),
            Some(LONGEST_PICTURE),
        );
        input.init_accesskit(event_loop, &window, proxy);
        let screen = Screen::new(event_loop, Rc::clone(&window))?;
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &ctx, &window, true);
        let program = make(&ctx);
        Ok(Self {
            program,
            ctx,
            input,
            screen,
            window,
            info,
            actions: Vec::new(),
            stage: Stage::Hidden,
            due: None,
            begun: Instant::now(),
            asked: None,
            over: false,
        })
    }

    pub fn is_over(&self) -> bool {
        self.over
    }

    pub fn close(self) {
        self.ctx.on_exit();
    }

    /// egui, when it had made `pass` passes, wanted a frame at a time.
    pub fn wants_frame(&mut self, at: Instant, pass: u64) {
        // Older wishes have been granted by a frame since.
        if self.ctx.cumulative_pass_nr_for(ViewportId::ROOT) <= pass.saturating_add(1) {
            self.want(at);
        }
    }

    fn want(&mut self, at: Instant) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    pub fn accessibility(&mut self, event: accesskit_winit::WindowEvent) {
        match event {
            accesskit_winit::WindowEvent::InitialTreeRequested => self.ctx.enable_accesskit(),
            accesskit_winit::WindowEvent::ActionRequested(request) => {
                self.input.on_accesskit_action_request(request);
            }
            accesskit_winit::WindowEvent::AccessibilityDeactivated => {
                self.ctx.disable_accesskit();
                return;
            }
        }
        self.want(Instant::now());
    }

    pub fn window_event(
        &mut self,
        event_loop: &ActiveEventLoop,
        event: &WindowEvent,
    ) -> Result<(), String> {
        match event {
            WindowEvent::RedrawRequested => {
                if self.asked.take().is_none() {
                    // Not our wish: the window system has lost what was there.
                    self.screen.spoil();
                }
                return self.frame(event_loop);
            }
            WindowEvent::CloseRequested => {
                self.close_requested();
                return Ok(());
            }
            WindowEvent::Occluded(occluded) => {
                self.info.occluded = Some(*occluded);
                self.screen.spoil();
            }
            WindowEvent::Focused(true)
            | WindowEvent::Resized(_)
            | WindowEvent::ScaleFactorChanged { .. } => {
                self.screen.spoil();
            }
            _ => {}
        }
        if self.input.on_window_event(&self.window, event).repaint {
            self.want(Instant::now());
        }
        // Windows stretches the old picture while a border is dragged, unless the new one comes at once.
        if cfg!(windows) && matches!(event, WindowEvent::Resized(_)) {
            return self.frame(event_loop);
        }
        Ok(())
    }

    fn close_requested(&mut self) {
        if self.program.may_close(&self.ctx) {
            self.over = true;
            return;
        }
        if self.info.minimized == Some(true) {
            // What the program asks instead should be seen.
            self.window.set_minimized(false);
        }
        self.want(Instant::now());
    }

    fn can_be_seen(&self) -> bool {
        let size = self.window.inner_size();
        self.info.visible().unwrap_or(true) && size.width > 0 && size.height > 0
            || self.actions.iter().any(ActionRequested::wants_paint)
    }

    /// Starts a frame that is due; tells when to wake next, if nothing happens before.
    pub fn before_sleep(&mut self, event_loop: &ActiveEventLoop) -> Option<Instant> {
        let now = Instant::now();
        if self.asked.is_some_and(|patience| patience <= now) {
            self.asked = None;
            self.logic(event_loop);
        }
        let Some(due) = self.due else { return self.asked };
        let seen = self.can_be_seen();
        let pause = match self.stage {
            _ if !seen => UNSEEN_TIME,
            Stage::Visible => Duration::ZERO,
            Stage::Hidden | Stage::Told => FRAME_TIME,
        };
        let due = due.max(self.begun + pause);
        if due > now {
            return Some(self.asked.map_or(due, |patience| patience.min(due)));
        }
        self.due = None;
        if seen {
            self.window.request_redraw();
            self.asked.get_or_insert(now + PATIENCE);
        } else {
            self.logic(event_loop);
        }
        [self.due, self.asked].into_iter().flatten().min()
    }

    /// Runs egui for one frame and shows it.
    pub fn frame(&mut self, event_loop: &ActiveEventLoop) -> Result<(), String> {
        egui_winit::update_viewport_info(&mut self.info, &self.ctx, &self.window, false);
        if !self.can_be_seen() {
            self.logic(event_loop);
            return Ok(());
        }
        self.begun = Instant::now();
        let mut input = self.input.take_egui_input(&self.window);
        input.viewports.insert(ViewportId::ROOT, self.info.clone());
        let (ctx, program) = (&self.ctx, &mut self.program);
        let mut output = ctx.run_ui(input, |ui| {
            // egui may draw a frame twice; the program's work is done once.
            if ctx.current_pass_index() == 0 {
                program.logic(ctx);
            }
            program.ui(ui);
        });
        self.input.handle_platform_output_with_event_loop(
            &self.window,
            event_loop,
            output.platform_output,
        );
        self.screen.update_textures(&mut output.textures_delta);
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        self.screen.show(primitives, output.pixels_per_point, background(&self.ctx))?;
        if let Some(root) = output.viewport_output.remove(&ViewportId::ROOT) {
            self.obey(root.commands);
        }
        self.act();
        self.advance();
        Ok(())
    }

    /// Lets the program work while its window cannot be seen. Input waits for the next frame.
    fn logic(&mut self, event_loop: &ActiveEventLoop) {
        self.begun = Instant::now();
        self.input.egui_input_mut().viewports.insert(ViewportId::ROOT, self.info.clone());
        let program = &mut self.program;
        let mut output = self.ctx.run_logic(self.input.egui_input(), |ctx| program.logic(ctx));
        self.input.handle_platform_output_with_event_loop(
            &self.window,
            event_loop,
            output.platform_output,
        );
        if let Some(commands) = output.viewport_commands.remove(&ViewportId::ROOT) {
            self.obey(commands);
        }
    }

    /// Does what the program wants done to the window.
    fn obey(&mut self, commands: Vec<ViewportCommand>) {
        egui_winit::process_viewport_commands(
            &self.ctx,
            &mut self.info,
            commands,
            &self.window,
            &mut self.actions,
        );
        // The program's own wish to close: it has asked whom it had to.
        self.over |= self.info.events.contains(&ViewportEvent::Close);
        self.info.events.clear();
        if !self.actions.is_empty() {
            self.want(Instant::now());
        }
    }

    fn act(&mut self) {
        for action in std::mem::take(&mut self.actions) {
            let event = match action {
                ActionRequested::Cut => Some(egui::Event::Cut),
                ActionRequested::Copy => Some(egui::Event::Copy),
                ActionRequested::Paste => self
                    .input
                    .clipboard_text()
                    .filter(|text| !text.is_empty())
                    .map(|text| egui::Event::Paste(text.replace("\r\n", "\n"))),
                ActionRequested::Screenshot(callback) => {
                    callback.complete(self.screen.screenshot());
                    None
                }
                ActionRequested::PaintWhileHidden => None,
            };
            if let Some(event) = event {
                self.input.egui_input_mut().events.push(event);
            }
        }
    }

    /// After a frame: shows the window, then tells the program that it is shown.
    fn advance(&mut self) {
        match self.stage {
            Stage::Hidden => {
                self.window.set_visible(true);
                self.screen.spoil();
                self.stage = Stage::Visible;
                self.want(Instant::now());
            }
            Stage::Visible => {
                self.stage = Stage::Told;
                self.program.shown(&self.ctx);
            }
            Stage::Told => {}
        }
    }
}

/// Width and height in points that fit on some screen.
fn largest_screen(event_loop: &ActiveEventLoop) -> egui::Vec2 {
    let mut largest = egui::Vec2::ZERO;
    for monitor in event_loop.available_monitors() {
        let size = monitor.size().to_logical::<f32>(monitor.scale_factor());
        largest = largest.max(egui::vec2(size.width, size.height));
    }
    // Where no screen is known, whatever was asked for.
    if largest == egui::Vec2::ZERO { egui::Vec2::INFINITY } else { largest }
}
